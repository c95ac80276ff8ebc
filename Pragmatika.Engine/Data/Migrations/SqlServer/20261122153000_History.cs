using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Pragmatika.Engine.Data.Migrations.SqlServer
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
                    run_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<byte>(type: "tinyint", nullable: false),
                    flow = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    source_key = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    crm_id = table.Column<long>(type: "bigint", nullable: true),
                    title = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    why = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    changes = table.Column<string>(type: "nvarchar(max)", nullable: true)
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
