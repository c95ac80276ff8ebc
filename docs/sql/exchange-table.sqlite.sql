-- The exchange table between 1C and Bitrix24, for SQLite 3.24 and later. Run it as often as you like: it makes only what is missing.
-- One row is one event of a client (visit, order, sale, policy) with the client and the car repeated.
-- Directions: -> from 1C, <- from the CRM, <-> both, service: kept by the exchange.
--
-- RowVer is the cursor of the exchange. It grows with every insert and with every change of a column that 1C fills; what the exchange
-- itself writes (B24..., Sync..., Reverse..., RowHash) does not move it, so our own write-back never comes back as a change.
-- SQLite has one writer at a time, so versions become visible in the order in which they were given.
-- Times are texts "yyyy-MM-dd HH:mm:ss".

CREATE TABLE IF NOT EXISTS "B24_Exchange" (
    "RowId"            INTEGER PRIMARY KEY AUTOINCREMENT,             -- service номер строки
    "ExtId"            CHAR(36) NOT NULL,                             -- -> GUID документа 1С; вместе с EntityKind не повторяется
    "EntityKind"       VARCHAR(16) NOT NULL,                          -- -> CLIENT, VISIT, ORDER, SALE, POLICY
    "OrgCode"          NVARCHAR(9),                                   -- -> код организации, дополнен пробелами
    "DealerCenterCode" NVARCHAR(9),                                   -- -> код дилерского центра, дополнен нулями или пробелами
    "DealerCenterName" NVARCHAR(100),                                 -- -> название дилерского центра
    "ClientExtId"      CHAR(36),                                      -- -> GUID контрагента 1С: по нему соединяются строки клиента
    "ClientType"       NVARCHAR(10),                                  -- -> ФизЛицо или ЮрЛицо
    "LastName"         NVARCHAR(50),                                  -- <-> фамилия
    "FirstName"        NVARCHAR(50),                                  -- <-> имя
    "MiddleName"       NVARCHAR(50),                                  -- <-> отчество
    "CompanyName"      NVARCHAR(150),                                 -- <-> название организации
    "Inn"              VARCHAR(12),                                   -- -> ИНН, 10 или 12 цифр с ведущими нулями
    "Kpp"              VARCHAR(9),                                    -- -> КПП, 9 цифр
    "Phone1"           NVARCHAR(40),                                  -- <-> телефон, как его ввели
    "Phone2"           NVARCHAR(40),                                  -- <-> второй телефон
    "Email"            NVARCHAR(100),                                 -- <-> электронная почта
    "BirthDate"        DATETIME,                                      -- <-> день рождения; пустая дата 1С значит «не указан»
    "Gender"           NCHAR(1),                                      -- -> М или Ж
    "Address"          NVARCHAR(250),                                 -- -> адрес
    "ConsentPd"        BOOLEAN,                                       -- <-> согласие на обработку персональных данных
    "ConsentAds"       BOOLEAN,                                       -- <-> согласие на рекламу
    "ConsentDate"      DATETIME,                                      -- <-> когда дано согласие
    "CarExtId"         CHAR(36),                                      -- -> GUID автомобиля
    "Vin"              VARCHAR(17),                                   -- -> VIN
    "PlateNo"          NVARCHAR(12),                                  -- <-> государственный номер
    "Brand"            NVARCHAR(30),                                  -- -> марка
    "Model"            NVARCHAR(60),                                  -- -> модель
    "CarYear"          SMALLINT,                                      -- -> год выпуска
    "Mileage"          NVARCHAR(20),                                  -- -> пробег текстом, бывает с пробелами: 45 200
    "DocNumber"        NVARCHAR(20),                                  -- -> номер документа, дополнен пробелами
    "DocDate"          DATETIME,                                      -- -> дата документа (открыт)
    "CloseDate"        DATETIME,                                      -- -> закрыт, выдан
    "DocState"         NVARCHAR(30),                                  -- -> Открыт, В работе, Закрыт, Выдан, Отменён
    "RepairKind"       NVARCHAR(60),                                  -- -> вид ремонта: ТО, Гарантия, Кузовной, Слесарный
    "SumWorks"         NUMERIC(15,2),                                 -- -> сумма работ
    "SumParts"         NUMERIC(15,2),                                 -- -> сумма запчастей
    "SumTotal"         NUMERIC(15,2),                                 -- -> сумма документа
    "PayerKind"        NVARCHAR(20),                                  -- -> Клиент, Гарантия, Страховая, Внутренний
    "SaleDate"         DATETIME,                                      -- -> дата продажи автомобиля
    "SalePrice"        NUMERIC(15,2),                                 -- -> цена продажи
    "PolicyKind"       NVARCHAR(10),                                  -- -> ОСАГО или КАСКО
    "PolicyNo"         NVARCHAR(30),                                  -- -> номер полиса
    "PolicyEnd"        DATETIME,                                      -- -> конец полиса
    "Insurer"          NVARCHAR(60),                                  -- -> страховая компания
    "NextServiceDate"  DATETIME,                                      -- <-> дата следующего ТО
    "ManagerExtId"     CHAR(36),                                      -- -> GUID сотрудника
    "ManagerName"      NVARCHAR(100),                                 -- -> имя сотрудника, если GUID неизвестен порталу
    "B24ContactId"     INTEGER,                                       -- <- номер контакта в Битрикс24
    "B24CompanyId"     INTEGER,                                       -- <- номер компании в Битрикс24
    "B24DealId"        INTEGER,                                       -- <- номер сделки в Битрикс24
    "B24CarId"         INTEGER,                                       -- <- номер автомобиля (смарт-процесс) в Битрикс24
    "B24Stage"         NVARCHAR(50),                                  -- <- стадия сделки для 1С
    "IsDeleted"        BOOLEAN NOT NULL DEFAULT 0,                    -- -> пометка удаления
    "ChangedAt1C"      DATETIME,                                      -- -> когда изменено в 1С, местное время
    "RowVer"           INTEGER NOT NULL DEFAULT 0,                    -- service версия строки; пишется сама
    "SyncStatus"       SMALLINT NOT NULL DEFAULT 0,                   -- service 0 новая, 1 взята, 2 готова, 3 ошибка, 4 пропущена
    "SyncAttempts"     SMALLINT NOT NULL DEFAULT 0,                   -- service сколько раз пробовали
    "SyncError"        NVARCHAR(1000),                                -- service последняя ошибка
    "SyncAt"           DATETIME,                                      -- service когда обработана
    "RowHash"          BINARY(32),                                    -- service отпечаток строки
    "ReverseStatus"    SMALLINT NOT NULL DEFAULT 0,                   -- service обратный обмен: 0 нет, 1 изменено в CRM, 2 принято 1С
    "ReverseAt"        DATETIME                                       -- service когда изменено в CRM или принято 1С
);

CREATE TABLE IF NOT EXISTS "B24_ExchangeVersion" (
    "Id"    INTEGER PRIMARY KEY CHECK ("Id" = 1),
    "Value" INTEGER NOT NULL
);

INSERT INTO "B24_ExchangeVersion" ("Id", "Value")
SELECT 1, coalesce((SELECT max("RowVer") FROM "B24_Exchange"), 0)
WHERE NOT EXISTS (SELECT 1 FROM "B24_ExchangeVersion");

CREATE UNIQUE INDEX IF NOT EXISTS "UX_B24_Exchange_Kind_ExtId" ON "B24_Exchange" ("EntityKind", "ExtId");
CREATE INDEX IF NOT EXISTS "IX_B24_Exchange_RowVer" ON "B24_Exchange" ("RowVer", "RowId");
CREATE INDEX IF NOT EXISTS "IX_B24_Exchange_SyncStatus" ON "B24_Exchange" ("SyncStatus", "RowVer");
CREATE INDEX IF NOT EXISTS "IX_B24_Exchange_ClientExtId" ON "B24_Exchange" ("ClientExtId");
CREATE INDEX IF NOT EXISTS "IX_B24_Exchange_Vin" ON "B24_Exchange" ("Vin");

CREATE TRIGGER IF NOT EXISTS "B24_Exchange_Inserted" AFTER INSERT ON "B24_Exchange"
WHEN NEW."RowVer" = 0
BEGIN
    UPDATE "B24_ExchangeVersion" SET "Value" = "Value" + 1;
    UPDATE "B24_Exchange" SET "RowVer" = (SELECT "Value" FROM "B24_ExchangeVersion") WHERE "RowId" = NEW."RowId";
END;

-- A changed row is also new again for the queue mode, unless the same statement says otherwise.
CREATE TRIGGER IF NOT EXISTS "B24_Exchange_Changed" AFTER UPDATE OF
    "ExtId", "EntityKind", "OrgCode", "DealerCenterCode", "DealerCenterName", "ClientExtId", "ClientType", "LastName", "FirstName",
    "MiddleName", "CompanyName", "Inn", "Kpp", "Phone1", "Phone2", "Email", "BirthDate", "Gender", "Address", "ConsentPd", "ConsentAds",
    "ConsentDate", "CarExtId", "Vin", "PlateNo", "Brand", "Model", "CarYear", "Mileage", "DocNumber", "DocDate", "CloseDate", "DocState",
    "RepairKind", "SumWorks", "SumParts", "SumTotal", "PayerKind", "SaleDate", "SalePrice", "PolicyKind", "PolicyNo", "PolicyEnd",
    "Insurer", "NextServiceDate", "ManagerExtId", "ManagerName", "IsDeleted", "ChangedAt1C"
ON "B24_Exchange"
WHEN (
    NEW."ExtId", NEW."EntityKind", NEW."OrgCode", NEW."DealerCenterCode", NEW."DealerCenterName", NEW."ClientExtId", NEW."ClientType",
    NEW."LastName", NEW."FirstName", NEW."MiddleName", NEW."CompanyName", NEW."Inn", NEW."Kpp", NEW."Phone1", NEW."Phone2", NEW."Email",
    NEW."BirthDate", NEW."Gender", NEW."Address", NEW."ConsentPd", NEW."ConsentAds", NEW."ConsentDate", NEW."CarExtId", NEW."Vin",
    NEW."PlateNo", NEW."Brand", NEW."Model", NEW."CarYear", NEW."Mileage", NEW."DocNumber", NEW."DocDate", NEW."CloseDate", NEW."DocState",
    NEW."RepairKind", NEW."SumWorks", NEW."SumParts", NEW."SumTotal", NEW."PayerKind", NEW."SaleDate", NEW."SalePrice", NEW."PolicyKind",
    NEW."PolicyNo", NEW."PolicyEnd", NEW."Insurer", NEW."NextServiceDate", NEW."ManagerExtId", NEW."ManagerName", NEW."IsDeleted",
    NEW."ChangedAt1C"
) IS NOT (
    OLD."ExtId", OLD."EntityKind", OLD."OrgCode", OLD."DealerCenterCode", OLD."DealerCenterName", OLD."ClientExtId", OLD."ClientType",
    OLD."LastName", OLD."FirstName", OLD."MiddleName", OLD."CompanyName", OLD."Inn", OLD."Kpp", OLD."Phone1", OLD."Phone2", OLD."Email",
    OLD."BirthDate", OLD."Gender", OLD."Address", OLD."ConsentPd", OLD."ConsentAds", OLD."ConsentDate", OLD."CarExtId", OLD."Vin",
    OLD."PlateNo", OLD."Brand", OLD."Model", OLD."CarYear", OLD."Mileage", OLD."DocNumber", OLD."DocDate", OLD."CloseDate", OLD."DocState",
    OLD."RepairKind", OLD."SumWorks", OLD."SumParts", OLD."SumTotal", OLD."PayerKind", OLD."SaleDate", OLD."SalePrice", OLD."PolicyKind",
    OLD."PolicyNo", OLD."PolicyEnd", OLD."Insurer", OLD."NextServiceDate", OLD."ManagerExtId", OLD."ManagerName", OLD."IsDeleted",
    OLD."ChangedAt1C"
)
BEGIN
    UPDATE "B24_ExchangeVersion" SET "Value" = "Value" + 1;
    UPDATE "B24_Exchange"
    SET "RowVer" = (SELECT "Value" FROM "B24_ExchangeVersion"),
        "SyncStatus" = CASE WHEN NEW."SyncStatus" = OLD."SyncStatus" THEN 0 ELSE NEW."SyncStatus" END
    WHERE "RowId" = NEW."RowId";
END;
