using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Pragmatika.Engine.Data.Migrations.SqlServer
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
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "of_key",
                table: "runs",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "of_run",
                table: "runs",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "compare_findings",
                columns: table => new
                {
                    report_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<byte>(type: "tinyint", nullable: false),
                    flow = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    source_key = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    crm_id = table.Column<long>(type: "bigint", nullable: true),
                    fields = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    sql_at = table.Column<long>(type: "bigint", nullable: true),
                    crm_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compare_findings", x => new { x.report_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "compare_ranges",
                columns: table => new
                {
                    exchange = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    flow = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    range_no = table.Column<long>(type: "bigint", nullable: false),
                    digest = table.Column<byte[]>(type: "varbinary(48)", maxLength: 48, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compare_ranges", x => new { x.exchange, x.flow, x.range_no });
                });

            migrationBuilder.CreateTable(
                name: "compare_reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    exchange = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    started_at = table.Column<long>(type: "bigint", nullable: false),
                    ended_at = table.Column<long>(type: "bigint", nullable: true),
                    started_by = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    state = table.Column<int>(type: "int", nullable: false),
                    row_count = table.Column<long>(type: "bigint", nullable: false),
                    ranges = table.Column<long>(type: "bigint", nullable: false),
                    ranges_compared = table.Column<long>(type: "bigint", nullable: false),
                    flows = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    message = table.Column<string>(type: "nvarchar(max)", nullable: true)
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
