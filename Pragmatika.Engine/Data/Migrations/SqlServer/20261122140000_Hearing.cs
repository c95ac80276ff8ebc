using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Pragmatika.Engine.Data.Migrations.SqlServer
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
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "crm_inbox",
                columns: table => new
                {
                    connection = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    entity_type_id = table.Column<int>(type: "int", nullable: false),
                    crm_id = table.Column<long>(type: "bigint", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<byte>(type: "tinyint", nullable: false),
                    heard_by = table.Column<byte>(type: "tinyint", nullable: false),
                    heard_at = table.Column<long>(type: "bigint", nullable: false),
                    modified_at = table.Column<long>(type: "bigint", nullable: true),
                    bindings = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_crm_inbox", x => new { x.connection, x.entity_type_id, x.crm_id });
                });

            migrationBuilder.CreateTable(
                name: "crm_listeners",
                columns: table => new
                {
                    connection = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    holder = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false),
                    until_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_crm_listeners", x => x.connection);
                });

            migrationBuilder.CreateTable(
                name: "crm_positions",
                columns: table => new
                {
                    connection = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    entity_type_id = table.Column<int>(type: "int", nullable: false),
                    since = table.Column<long>(type: "bigint", nullable: false),
                    polled_to = table.Column<long>(type: "bigint", nullable: false),
                    offset_minutes = table.Column<int>(type: "int", nullable: false),
                    swept_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_crm_positions", x => new { x.connection, x.entity_type_id });
                });

            migrationBuilder.CreateTable(
                name: "crm_ways",
                columns: table => new
                {
                    connection = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    way = table.Column<byte>(type: "tinyint", nullable: false),
                    worked_at = table.Column<long>(type: "bigint", nullable: true),
                    heard_at = table.Column<long>(type: "bigint", nullable: true),
                    failed_at = table.Column<long>(type: "bigint", nullable: true),
                    failure = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true)
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
