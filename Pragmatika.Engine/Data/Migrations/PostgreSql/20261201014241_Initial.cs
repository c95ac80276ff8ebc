using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Pragmatika.Engine.Data.Migrations.Scheduler;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace Pragmatika.Engine.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AspNetRoles",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    NormalizedName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetRoles", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUsers",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false),
                    DisplayName = table.Column<string>(type: "text", nullable: false),
                    Culture = table.Column<string>(type: "text", nullable: false),
                    TimeZone = table.Column<string>(type: "text", nullable: false),
                    UserName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    NormalizedUserName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    Email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    NormalizedEmail = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    EmailConfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    PasswordHash = table.Column<string>(type: "text", nullable: true),
                    SecurityStamp = table.Column<string>(type: "text", nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "text", nullable: true),
                    PhoneNumber = table.Column<string>(type: "text", nullable: true),
                    PhoneNumberConfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    TwoFactorEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    LockoutEnd = table.Column<long>(type: "bigint", nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUsers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "checkpoints",
                columns: table => new
                {
                    exchange = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    cursor_text = table.Column<string>(type: "text", nullable: false),
                    saved_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_checkpoints", x => x.exchange);
                });

            migrationBuilder.CreateTable(
                name: "compare_findings",
                columns: table => new
                {
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<byte>(type: "smallint", nullable: false),
                    flow = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    source_key = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    crm_id = table.Column<long>(type: "bigint", nullable: true),
                    fields = table.Column<string>(type: "text", nullable: false),
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
                    exchange = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    flow = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    range_no = table.Column<long>(type: "bigint", nullable: false),
                    digest = table.Column<byte[]>(type: "bytea", maxLength: 48, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compare_ranges", x => new { x.exchange, x.flow, x.range_no });
                });

            migrationBuilder.CreateTable(
                name: "compare_reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    exchange = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    started_at = table.Column<long>(type: "bigint", nullable: false),
                    ended_at = table.Column<long>(type: "bigint", nullable: true),
                    started_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    row_count = table.Column<long>(type: "bigint", nullable: false),
                    ranges = table.Column<long>(type: "bigint", nullable: false),
                    ranges_compared = table.Column<long>(type: "bigint", nullable: false),
                    flows = table.Column<string>(type: "text", nullable: false),
                    message = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compare_reports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "connections",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    shown = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    @protected = table.Column<string>(name: "protected", type: "text", nullable: false),
                    hook_protected = table.Column<string>(type: "text", nullable: true),
                    saved_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_connections", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "counters",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    value = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_counters", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "crm_inbox",
                columns: table => new
                {
                    connection = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    entity_type_id = table.Column<int>(type: "integer", nullable: false),
                    crm_id = table.Column<long>(type: "bigint", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<byte>(type: "smallint", nullable: false),
                    heard_by = table.Column<byte>(type: "smallint", nullable: false),
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
                    connection = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    holder = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
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
                    connection = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    entity_type_id = table.Column<int>(type: "integer", nullable: false),
                    since = table.Column<long>(type: "bigint", nullable: false),
                    polled_to = table.Column<long>(type: "bigint", nullable: false),
                    offset_minutes = table.Column<int>(type: "integer", nullable: false),
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
                    connection = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    way = table.Column<byte>(type: "smallint", nullable: false),
                    worked_at = table.Column<long>(type: "bigint", nullable: true),
                    heard_at = table.Column<long>(type: "bigint", nullable: true),
                    failed_at = table.Column<long>(type: "bigint", nullable: true),
                    failure = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_crm_ways", x => new { x.connection, x.way });
                });

            migrationBuilder.CreateTable(
                name: "dead_letters",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    exchange = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    flow = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    source_key = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false, collation: "C"),
                    row_key = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cause = table.Column<int>(type: "integer", nullable: false),
                    code = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    message = table.Column<string>(type: "text", nullable: false),
                    payload = table.Column<string>(type: "text", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    first_at = table.Column<long>(type: "bigint", nullable: false),
                    last_at = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    candidates = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dead_letters", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "exchange_versions",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                    definition = table.Column<string>(type: "text", nullable: false),
                    saved_at = table.Column<long>(type: "bigint", nullable: false),
                    saved_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_exchange_versions", x => new { x.name, x.version });
                });

            migrationBuilder.CreateTable(
                name: "exchanges",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    is_deleted = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_exchanges", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "journal",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    level = table.Column<byte>(type: "smallint", nullable: false),
                    kind = table.Column<byte>(type: "smallint", nullable: false),
                    exchange_id = table.Column<int>(type: "integer", nullable: false),
                    flow_id = table.Column<int>(type: "integer", nullable: true),
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source_key = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    crm_id = table.Column<long>(type: "bigint", nullable: true),
                    outcome = table.Column<byte>(type: "smallint", nullable: true),
                    text = table.Column<string>(type: "text", nullable: false),
                    changes = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "leases",
                columns: table => new
                {
                    exchange = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    fence = table.Column<long>(type: "bigint", nullable: false),
                    run_id = table.Column<Guid>(type: "uuid", nullable: true),
                    expires_at = table.Column<long>(type: "bigint", nullable: false),
                    is_clean = table.Column<bool>(type: "boolean", nullable: false),
                    was_clean = table.Column<bool>(type: "boolean", nullable: false),
                    holder = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_leases", x => x.exchange);
                });

            migrationBuilder.CreateTable(
                name: "link_matches",
                columns: table => new
                {
                    flow_id = table.Column<int>(type: "integer", nullable: false),
                    match_rule = table.Column<int>(type: "integer", nullable: false),
                    value = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false, collation: "C"),
                    link_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_link_matches", x => new { x.flow_id, x.match_rule, x.value, x.link_id });
                });

            migrationBuilder.CreateTable(
                name: "links",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    flow_id = table.Column<int>(type: "integer", nullable: false),
                    source_key = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false, collation: "C"),
                    entity_type_id = table.Column<int>(type: "integer", nullable: false),
                    crm_id = table.Column<long>(type: "bigint", nullable: false),
                    agreed = table.Column<string>(type: "text", nullable: false),
                    source_version = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    matches = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_links", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "paused_records",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    exchange = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    flow = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    source_key = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    until_at = table.Column<long>(type: "bigint", nullable: false),
                    paused_at = table.Column<long>(type: "bigint", nullable: false),
                    paused_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_paused_records", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "planned_changes",
                columns: table => new
                {
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<byte>(type: "smallint", nullable: false),
                    flow = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    source_key = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    crm_id = table.Column<long>(type: "bigint", nullable: true),
                    title = table.Column<string>(type: "text", nullable: false),
                    why = table.Column<string>(type: "text", nullable: false),
                    changes = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_planned_changes", x => new { x.run_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "protection_keys",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    friendly_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    xml = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_protection_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "questions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    kind = table.Column<byte>(type: "smallint", nullable: false),
                    exchange = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    flow = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    source_key = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false, collation: "C"),
                    field = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    row_key = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    crm_id = table.Column<long>(type: "bigint", nullable: true),
                    title = table.Column<string>(type: "text", nullable: false),
                    sql_value = table.Column<string>(type: "text", nullable: true),
                    crm_value = table.Column<string>(type: "text", nullable: true),
                    agreed_value = table.Column<string>(type: "text", nullable: true),
                    sql_at = table.Column<long>(type: "bigint", nullable: true),
                    crm_at = table.Column<long>(type: "bigint", nullable: true),
                    crm_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    candidates = table.Column<string>(type: "text", nullable: false),
                    opened_at = table.Column<long>(type: "bigint", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<byte>(type: "smallint", nullable: false),
                    closed_at = table.Column<long>(type: "bigint", nullable: true),
                    closed_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    answer = table.Column<byte>(type: "smallint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_questions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "row_states",
                columns: table => new
                {
                    exchange_id = table.Column<int>(type: "integer", nullable: false),
                    row_key = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    fingerprint = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: false),
                    outcomes = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_row_states", x => new { x.exchange_id, x.row_key });
                });

            migrationBuilder.CreateTable(
                name: "runs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    exchange = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    mode = table.Column<int>(type: "integer", nullable: false),
                    is_dry_run = table.Column<bool>(type: "boolean", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    started_at = table.Column<long>(type: "bigint", nullable: false),
                    ended_at = table.Column<long>(type: "bigint", nullable: true),
                    row_count = table.Column<long>(type: "bigint", nullable: false),
                    rows_expected = table.Column<long>(type: "bigint", nullable: true),
                    flows = table.Column<string>(type: "text", nullable: false),
                    rest_calls = table.Column<long>(type: "bigint", nullable: false),
                    commands = table.Column<long>(type: "bigint", nullable: false),
                    message = table.Column<string>(type: "text", nullable: true),
                    started_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    of_run = table.Column<Guid>(type: "uuid", nullable: true),
                    of_flow = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    of_key = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "scopes",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    exchange = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    flow = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    highest_crm_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_scopes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "settings",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    value = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settings", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "AspNetRoleClaims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    RoleId = table.Column<string>(type: "text", nullable: false),
                    ClaimType = table.Column<string>(type: "text", nullable: true),
                    ClaimValue = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetRoleClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AspNetRoleClaims_AspNetRoles_RoleId",
                        column: x => x.RoleId,
                        principalTable: "AspNetRoles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserClaims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    UserId = table.Column<string>(type: "text", nullable: false),
                    ClaimType = table.Column<string>(type: "text", nullable: true),
                    ClaimValue = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AspNetUserClaims_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserLogins",
                columns: table => new
                {
                    LoginProvider = table.Column<string>(type: "text", nullable: false),
                    ProviderKey = table.Column<string>(type: "text", nullable: false),
                    ProviderDisplayName = table.Column<string>(type: "text", nullable: true),
                    UserId = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserLogins", x => new { x.LoginProvider, x.ProviderKey });
                    table.ForeignKey(
                        name: "FK_AspNetUserLogins_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserRoles",
                columns: table => new
                {
                    UserId = table.Column<string>(type: "text", nullable: false),
                    RoleId = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserRoles", x => new { x.UserId, x.RoleId });
                    table.ForeignKey(
                        name: "FK_AspNetUserRoles_AspNetRoles_RoleId",
                        column: x => x.RoleId,
                        principalTable: "AspNetRoles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_AspNetUserRoles_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserTokens",
                columns: table => new
                {
                    UserId = table.Column<string>(type: "text", nullable: false),
                    LoginProvider = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserTokens", x => new { x.UserId, x.LoginProvider, x.Name });
                    table.ForeignKey(
                        name: "FK_AspNetUserTokens_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                table: "counters",
                columns: new[] { "name", "value" },
                values: new object[,]
                {
                    { "inbox", 0L },
                    { "journal", 0L }
                });

            migrationBuilder.CreateIndex(
                name: "IX_AspNetRoleClaims_RoleId",
                table: "AspNetRoleClaims",
                column: "RoleId");

            migrationBuilder.CreateIndex(
                name: "RoleNameIndex",
                table: "AspNetRoles",
                column: "NormalizedName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserClaims_UserId",
                table: "AspNetUserClaims",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserLogins_UserId",
                table: "AspNetUserLogins",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserRoles_RoleId",
                table: "AspNetUserRoles",
                column: "RoleId");

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "AspNetUsers",
                column: "NormalizedEmail");

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "AspNetUsers",
                column: "NormalizedUserName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_compare_reports_exchange_started_at",
                table: "compare_reports",
                columns: new[] { "exchange", "started_at" });

            migrationBuilder.CreateIndex(
                name: "IX_crm_inbox_connection_sequence",
                table: "crm_inbox",
                columns: new[] { "connection", "sequence" },
                filter: "sequence > 0");

            migrationBuilder.CreateIndex(
                name: "IX_dead_letters_exchange_flow_source_key",
                table: "dead_letters",
                columns: new[] { "exchange", "flow", "source_key" },
                unique: true,
                filter: "state = 0");

            migrationBuilder.CreateIndex(
                name: "IX_dead_letters_state_last_at",
                table: "dead_letters",
                columns: new[] { "state", "last_at" });

            migrationBuilder.CreateIndex(
                name: "IX_journal_exchange_id_id",
                table: "journal",
                columns: new[] { "exchange_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_journal_keys",
                table: "journal",
                column: "source_key",
                filter: "source_key IS NOT NULL AND crm_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_journal_problems",
                table: "journal",
                column: "id",
                filter: "level >= 2");

            migrationBuilder.CreateIndex(
                name: "ix_journal_records",
                table: "journal",
                columns: new[] { "flow_id", "crm_id" },
                filter: "crm_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_journal_run_id_id",
                table: "journal",
                columns: new[] { "run_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_links_flow_id_crm_id",
                table: "links",
                columns: new[] { "flow_id", "crm_id" });

            migrationBuilder.CreateIndex(
                name: "IX_links_flow_id_source_key",
                table: "links",
                columns: new[] { "flow_id", "source_key" },
                unique: true);

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

            migrationBuilder.CreateIndex(
                name: "IX_runs_exchange_started_at",
                table: "runs",
                columns: new[] { "exchange", "started_at" });

            migrationBuilder.CreateIndex(
                name: "IX_runs_started_at",
                table: "runs",
                column: "started_at");

            migrationBuilder.CreateIndex(
                name: "IX_scopes_exchange_flow",
                table: "scopes",
                columns: new[] { "exchange", "flow" },
                unique: true);

            // Tables that are not of the model: the scheduler's own, and its few numbers of ours.
            SchedulerTables.Create(migrationBuilder, "postgresql");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            SchedulerTables.Drop(migrationBuilder);

            migrationBuilder.DropTable(
                name: "AspNetRoleClaims");

            migrationBuilder.DropTable(
                name: "AspNetUserClaims");

            migrationBuilder.DropTable(
                name: "AspNetUserLogins");

            migrationBuilder.DropTable(
                name: "AspNetUserRoles");

            migrationBuilder.DropTable(
                name: "AspNetUserTokens");

            migrationBuilder.DropTable(
                name: "checkpoints");

            migrationBuilder.DropTable(
                name: "compare_findings");

            migrationBuilder.DropTable(
                name: "compare_ranges");

            migrationBuilder.DropTable(
                name: "compare_reports");

            migrationBuilder.DropTable(
                name: "connections");

            migrationBuilder.DropTable(
                name: "counters");

            migrationBuilder.DropTable(
                name: "crm_inbox");

            migrationBuilder.DropTable(
                name: "crm_listeners");

            migrationBuilder.DropTable(
                name: "crm_positions");

            migrationBuilder.DropTable(
                name: "crm_ways");

            migrationBuilder.DropTable(
                name: "dead_letters");

            migrationBuilder.DropTable(
                name: "exchange_versions");

            migrationBuilder.DropTable(
                name: "exchanges");

            migrationBuilder.DropTable(
                name: "journal");

            migrationBuilder.DropTable(
                name: "leases");

            migrationBuilder.DropTable(
                name: "link_matches");

            migrationBuilder.DropTable(
                name: "links");

            migrationBuilder.DropTable(
                name: "paused_records");

            migrationBuilder.DropTable(
                name: "planned_changes");

            migrationBuilder.DropTable(
                name: "protection_keys");

            migrationBuilder.DropTable(
                name: "questions");

            migrationBuilder.DropTable(
                name: "row_states");

            migrationBuilder.DropTable(
                name: "runs");

            migrationBuilder.DropTable(
                name: "scopes");

            migrationBuilder.DropTable(
                name: "settings");

            migrationBuilder.DropTable(
                name: "AspNetRoles");

            migrationBuilder.DropTable(
                name: "AspNetUsers");
        }
    }
}
