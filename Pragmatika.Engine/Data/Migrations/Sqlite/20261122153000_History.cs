using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Pragmatika.Engine.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class History : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "planned_changes",
                columns: table => new
                {
                    run_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    flow = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    crm_id = table.Column<long>(type: "INTEGER", nullable: true),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    why = table.Column<string>(type: "TEXT", nullable: false),
                    changes = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_planned_changes", x => new { x.run_id, x.number });
                });

            migrationBuilder.CreateIndex(
                name: "IX_links_flow_id_crm_id",
                table: "links",
                columns: new[] { "flow_id", "crm_id" });

            migrationBuilder.CreateIndex(
                name: "ix_journal_keys",
                table: "journal",
                column: "source_key",
                filter: "source_key IS NOT NULL AND crm_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_journal_records",
                table: "journal",
                columns: new[] { "flow_id", "crm_id" },
                filter: "crm_id IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "planned_changes");

            migrationBuilder.DropIndex(
                name: "IX_links_flow_id_crm_id",
                table: "links");

            migrationBuilder.DropIndex(
                name: "ix_journal_keys",
                table: "journal");

            migrationBuilder.DropIndex(
                name: "ix_journal_records",
                table: "journal");
        }
    }
}
