using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Pragmatika.Engine.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Compare : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "of_flow",
                table: "runs",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "of_key",
                table: "runs",
                type: "TEXT",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "of_run",
                table: "runs",
                type: "BLOB",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "compare_findings",
                columns: table => new
                {
                    report_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    flow = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    crm_id = table.Column<long>(type: "INTEGER", nullable: true),
                    fields = table.Column<string>(type: "TEXT", nullable: false),
                    sql_at = table.Column<long>(type: "INTEGER", nullable: true),
                    crm_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compare_findings", x => new { x.report_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "compare_ranges",
                columns: table => new
                {
                    exchange = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    flow = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    range_no = table.Column<long>(type: "INTEGER", nullable: false),
                    digest = table.Column<byte[]>(type: "BLOB", maxLength: 48, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compare_ranges", x => new { x.exchange, x.flow, x.range_no });
                });

            migrationBuilder.CreateTable(
                name: "compare_reports",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    exchange = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    started_by = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    row_count = table.Column<long>(type: "INTEGER", nullable: false),
                    ranges = table.Column<long>(type: "INTEGER", nullable: false),
                    ranges_compared = table.Column<long>(type: "INTEGER", nullable: false),
                    flows = table.Column<string>(type: "TEXT", nullable: false),
                    message = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compare_reports", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_compare_reports_exchange_started_at",
                table: "compare_reports",
                columns: new[] { "exchange", "started_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "compare_findings");

            migrationBuilder.DropTable(
                name: "compare_ranges");

            migrationBuilder.DropTable(
                name: "compare_reports");

            migrationBuilder.DropColumn(
                name: "of_flow",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "of_key",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "of_run",
                table: "runs");
        }
    }
}
