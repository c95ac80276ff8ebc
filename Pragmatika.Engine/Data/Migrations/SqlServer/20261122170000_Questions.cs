using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Pragmatika.Engine.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Questions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "paused_records",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    exchange = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    flow = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    source_key = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: false, collation: "Latin1_General_100_BIN2"),
                    reason = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    until_at = table.Column<long>(type: "bigint", nullable: false),
                    paused_at = table.Column<long>(type: "bigint", nullable: false),
                    paused_by = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_paused_records", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "questions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    kind = table.Column<byte>(type: "tinyint", nullable: false),
                    exchange = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    flow = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    source_key = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: false, collation: "Latin1_General_100_BIN2"),
                    field = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    row_key = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    crm_id = table.Column<long>(type: "bigint", nullable: true),
                    title = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    sql_value = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    crm_value = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    agreed_value = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    sql_at = table.Column<long>(type: "bigint", nullable: true),
                    crm_at = table.Column<long>(type: "bigint", nullable: true),
                    crm_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    candidates = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    opened_at = table.Column<long>(type: "bigint", nullable: false),
                    revision = table.Column<int>(type: "int", nullable: false),
                    state = table.Column<byte>(type: "tinyint", nullable: false),
                    closed_at = table.Column<long>(type: "bigint", nullable: true),
                    closed_by = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    answer = table.Column<byte>(type: "tinyint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_questions", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_paused_records_exchange_flow_source_key",
                table: "paused_records",
                columns: new[] { "exchange", "flow", "source_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_questions_open",
                table: "questions",
                columns: new[] { "exchange", "flow", "source_key", "field", "kind" },
                unique: true,
                filter: "state = 0");

            migrationBuilder.CreateIndex(
                name: "IX_questions_state_opened_at",
                table: "questions",
                columns: new[] { "state", "opened_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "paused_records");

            migrationBuilder.DropTable(
                name: "questions");
        }
    }
}
