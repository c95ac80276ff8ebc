using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Pragmatika.Engine.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Hearing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "hook_protected",
                table: "connections",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "crm_inbox",
                columns: table => new
                {
                    connection = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    entity_type_id = table.Column<int>(type: "INTEGER", nullable: false),
                    crm_id = table.Column<long>(type: "INTEGER", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    heard_by = table.Column<byte>(type: "INTEGER", nullable: false),
                    heard_at = table.Column<long>(type: "INTEGER", nullable: false),
                    modified_at = table.Column<long>(type: "INTEGER", nullable: true),
                    bindings = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_crm_inbox", x => new { x.connection, x.entity_type_id, x.crm_id });
                });

            migrationBuilder.CreateTable(
                name: "crm_listeners",
                columns: table => new
                {
                    connection = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    holder = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    until_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_crm_listeners", x => x.connection);
                });

            migrationBuilder.CreateTable(
                name: "crm_positions",
                columns: table => new
                {
                    connection = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    entity_type_id = table.Column<int>(type: "INTEGER", nullable: false),
                    since = table.Column<long>(type: "INTEGER", nullable: false),
                    polled_to = table.Column<long>(type: "INTEGER", nullable: false),
                    offset_minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    swept_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_crm_positions", x => new { x.connection, x.entity_type_id });
                });

            migrationBuilder.CreateTable(
                name: "crm_ways",
                columns: table => new
                {
                    connection = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    way = table.Column<byte>(type: "INTEGER", nullable: false),
                    worked_at = table.Column<long>(type: "INTEGER", nullable: true),
                    heard_at = table.Column<long>(type: "INTEGER", nullable: true),
                    failed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    failure = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_crm_ways", x => new { x.connection, x.way });
                });

            migrationBuilder.InsertData(
                table: "counters",
                columns: new[] { "name", "value" },
                values: new object[] { "inbox", 0L });

            migrationBuilder.CreateIndex(
                name: "IX_crm_inbox_connection_sequence",
                table: "crm_inbox",
                columns: new[] { "connection", "sequence" },
                filter: "sequence > 0");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "crm_inbox");

            migrationBuilder.DropTable(
                name: "crm_listeners");

            migrationBuilder.DropTable(
                name: "crm_positions");

            migrationBuilder.DropTable(
                name: "crm_ways");

            migrationBuilder.DeleteData(
                table: "counters",
                keyColumn: "name",
                keyValue: "inbox");

            migrationBuilder.DropColumn(
                name: "hook_protected",
                table: "connections");
        }
    }
}
