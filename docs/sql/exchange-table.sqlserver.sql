-- The exchange table between 1C and Bitrix24, for SQL Server 2016 SP1 and later. Run it as often as you like: it makes only what is missing.
-- One row is one event of a client (visit, order, sale, policy) with the client and the car repeated.
-- Directions: -> from 1C, <- from the CRM, <-> both, service: kept by the exchange.
--
-- RowVer is the cursor of the exchange, read only below MIN_ACTIVE_ROWVERSION(), so a long transaction delays its rows and never loses them.
-- SQL Server moves a rowversion with every write to the row, ours too: after a write-back the next run reads those rows once more, finds
-- their fingerprints unchanged and sends nothing. A version of our own, moved by a trigger only for the columns of 1C, would save that one
-- reading and cost every writer a second update of every row; reading is the cheaper side.
-- The sums are texts because 1C sends some of them as N'12 345,67'; the exchange parses them by the formats of the connection. Vin is
-- nvarchar because operators type Cyrillic letters into it: varchar would turn them into question marks.

IF OBJECT_ID(N'dbo.B24_Exchange', N'U') IS NULL
CREATE TABLE dbo.[B24_Exchange] (
    [RowId]            bigint IDENTITY(1,1) NOT NULL CONSTRAINT PK_B24_Exchange PRIMARY KEY, -- service номер строки
    [ExtId]            char(36) NOT NULL,                             -- -> GUID документа 1С; вместе с EntityKind не повторяется
    [EntityKind]       varchar(16) NOT NULL,                          -- -> CLIENT, VISIT, ORDER, SALE, POLICY
    [OrgCode]          nvarchar(9),                                   -- -> код организации, дополнен пробелами
    [DealerCenterCode] nvarchar(9),                                   -- -> код дилерского центра, дополнен нулями или пробелами
    [DealerCenterName] nvarchar(100),                                 -- -> название дилерского центра
    [ClientExtId]      char(36),                                      -- -> GUID контрагента 1С: по нему соединяются строки клиента
    [ClientType]       nvarchar(10),                                  -- -> ФизЛицо или ЮрЛицо
    [LastName]         nvarchar(50),                                  -- <-> фамилия
    [FirstName]        nvarchar(50),                                  -- <-> имя
    [MiddleName]       nvarchar(50),                                  -- <-> отчество
    [CompanyName]      nvarchar(150),                                 -- <-> название организации
    [Inn]              varchar(12),                                   -- -> ИНН, 10 или 12 цифр с ведущими нулями
    [Kpp]              varchar(9),                                    -- -> КПП, 9 цифр
    [Phone1]           nvarchar(40),                                  -- <-> телефон, как его ввели
    [Phone2]           nvarchar(40),                                  -- <-> второй телефон
    [Email]            nvarchar(100),                                 -- <-> электронная почта
    [BirthDate]        datetime2(0),                                  -- <-> день рождения; пустая дата 1С значит «не указан»
    [Gender]           nchar(1),                                      -- -> М или Ж
    [Address]          nvarchar(250),                                 -- -> адрес
    [ConsentPd]        bit,                                           -- <-> согласие на обработку персональных данных
    [ConsentAds]       bit,                                           -- <-> согласие на рекламу
    [ConsentDate]      datetime2(0),                                  -- <-> когда дано согласие
    [CarExtId]         char(36),                                      -- -> GUID автомобиля
    [Vin]              nvarchar(17),                                  -- -> VIN
    [PlateNo]          nvarchar(12),                                  -- <-> государственный номер
    [Brand]            nvarchar(30),                                  -- -> марка
    [Model]            nvarchar(60),                                  -- -> модель
    [CarYear]          smallint,                                      -- -> год выпуска
    [Mileage]          nvarchar(20),                                  -- -> пробег текстом, бывает с пробелами: 45 200
    [DocNumber]        nvarchar(20),                                  -- -> номер документа, дополнен пробелами
    [DocDate]          datetime2(0),                                  -- -> дата документа (открыт)
    [CloseDate]        datetime2(0),                                  -- -> закрыт, выдан
    [DocState]         nvarchar(30),                                  -- -> Открыт, В работе, Закрыт, Выдан, Отменён
    [RepairKind]       nvarchar(60),                                  -- -> вид ремонта: ТО, Гарантия, Кузовной, Слесарный
    [SumWorks]         nvarchar(24),                                  -- -> сумма работ
    [SumParts]         nvarchar(24),                                  -- -> сумма запчастей
    [SumTotal]         nvarchar(24),                                  -- -> сумма документа
    [PayerKind]        nvarchar(20),                                  -- -> Клиент, Гарантия, Страховая, Внутренний
    [SaleDate]         datetime2(0),                                  -- -> дата продажи автомобиля
    [SalePrice]        numeric(15,2),                                 -- -> цена продажи
    [PolicyKind]       nvarchar(10),                                  -- -> ОСАГО или КАСКО
    [PolicyNo]         nvarchar(30),                                  -- -> номер полиса
    [PolicyEnd]        datetime2(0),                                  -- -> конец полиса
    [Insurer]          nvarchar(60),                                  -- -> страховая компания
    [NextServiceDate]  datetime2(0),                                  -- <-> дата следующего ТО
    [ManagerExtId]     char(36),                                      -- -> GUID сотрудника
    [ManagerName]      nvarchar(100),                                 -- -> имя сотрудника, если GUID неизвестен порталу
    [B24ContactId]     int,                                           -- <- номер контакта в Битрикс24
    [B24CompanyId]     int,                                           -- <- номер компании в Битрикс24
    [B24DealId]        int,                                           -- <- номер сделки в Битрикс24
    [B24CarId]         int,                                           -- <- номер автомобиля (смарт-процесс) в Битрикс24
    [B24Stage]         nvarchar(50),                                  -- <- стадия сделки для 1С
    [IsDeleted]        bit NOT NULL CONSTRAINT DF_B24_Exchange_IsDeleted DEFAULT 0, -- -> пометка удаления
    [ChangedAt1C]      datetime2(3),                                  -- -> когда изменено в 1С, местное время
    [RowVer]           rowversion NOT NULL,                           -- service версия строки; пишется сама
    [SyncStatus]       tinyint NOT NULL CONSTRAINT DF_B24_Exchange_SyncStatus DEFAULT 0, -- service 0 новая, 1 взята, 2 готова, 3 ошибка, 4 пропущена
    [SyncAttempts]     tinyint NOT NULL CONSTRAINT DF_B24_Exchange_SyncAttempts DEFAULT 0, -- service сколько раз пробовали
    [SyncError]        nvarchar(1000),                                -- service последняя ошибка
    [SyncAt]           datetime2(3),                                  -- service когда обработана
    [RowHash]          binary(32),                                    -- service отпечаток строки
    [ReverseStatus]    tinyint NOT NULL CONSTRAINT DF_B24_Exchange_ReverseStatus DEFAULT 0, -- service обратный обмен: 0 нет, 1 изменено в CRM, 2 принято 1С
    [ReverseAt]        datetime2(3)                                   -- service когда изменено в CRM или принято 1С
);

IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE object_id = OBJECT_ID(N'dbo.B24_Exchange') AND name = N'UX_B24_Exchange_Kind_ExtId')
    CREATE UNIQUE INDEX [UX_B24_Exchange_Kind_ExtId] ON dbo.[B24_Exchange] ([EntityKind], [ExtId]);

IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE object_id = OBJECT_ID(N'dbo.B24_Exchange') AND name = N'IX_B24_Exchange_RowVer')
    CREATE INDEX [IX_B24_Exchange_RowVer] ON dbo.[B24_Exchange] ([RowVer], [RowId]);

IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE object_id = OBJECT_ID(N'dbo.B24_Exchange') AND name = N'IX_B24_Exchange_SyncStatus')
    CREATE INDEX [IX_B24_Exchange_SyncStatus] ON dbo.[B24_Exchange] ([SyncStatus], [RowVer]);

IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE object_id = OBJECT_ID(N'dbo.B24_Exchange') AND name = N'IX_B24_Exchange_ClientExtId')
    CREATE INDEX [IX_B24_Exchange_ClientExtId] ON dbo.[B24_Exchange] ([ClientExtId]);

IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE object_id = OBJECT_ID(N'dbo.B24_Exchange') AND name = N'IX_B24_Exchange_Vin')
    CREATE INDEX [IX_B24_Exchange_Vin] ON dbo.[B24_Exchange] ([Vin]);

-- A changed row is new again for the queue mode, unless the same statement says otherwise. EXCEPT compares NULLs as equal.
EXEC (N'
CREATE OR ALTER TRIGGER dbo.[B24_Exchange_Changed] ON dbo.[B24_Exchange] AFTER UPDATE AS
BEGIN
    IF UPDATE([SyncStatus]) OR TRIGGER_NESTLEVEL(@@PROCID) > 1 RETURN;
    SET NOCOUNT ON;
    UPDATE t SET [SyncStatus] = 0
    FROM dbo.[B24_Exchange] AS t
    INNER JOIN inserted AS i ON i.[RowId] = t.[RowId]
    INNER JOIN deleted AS d ON d.[RowId] = t.[RowId]
    WHERE t.[SyncStatus] <> 0 AND EXISTS (
        SELECT
            i.[ExtId], i.[EntityKind], i.[OrgCode], i.[DealerCenterCode], i.[DealerCenterName], i.[ClientExtId], i.[ClientType],
            i.[LastName], i.[FirstName], i.[MiddleName], i.[CompanyName], i.[Inn], i.[Kpp], i.[Phone1], i.[Phone2], i.[Email],
            i.[BirthDate], i.[Gender], i.[Address], i.[ConsentPd], i.[ConsentAds], i.[ConsentDate], i.[CarExtId], i.[Vin], i.[PlateNo],
            i.[Brand], i.[Model], i.[CarYear], i.[Mileage], i.[DocNumber], i.[DocDate], i.[CloseDate], i.[DocState], i.[RepairKind],
            i.[SumWorks], i.[SumParts], i.[SumTotal], i.[PayerKind], i.[SaleDate], i.[SalePrice], i.[PolicyKind], i.[PolicyNo],
            i.[PolicyEnd], i.[Insurer], i.[NextServiceDate], i.[ManagerExtId], i.[ManagerName], i.[IsDeleted], i.[ChangedAt1C]
        EXCEPT SELECT
            d.[ExtId], d.[EntityKind], d.[OrgCode], d.[DealerCenterCode], d.[DealerCenterName], d.[ClientExtId], d.[ClientType],
            d.[LastName], d.[FirstName], d.[MiddleName], d.[CompanyName], d.[Inn], d.[Kpp], d.[Phone1], d.[Phone2], d.[Email],
            d.[BirthDate], d.[Gender], d.[Address], d.[ConsentPd], d.[ConsentAds], d.[ConsentDate], d.[CarExtId], d.[Vin], d.[PlateNo],
            d.[Brand], d.[Model], d.[CarYear], d.[Mileage], d.[DocNumber], d.[DocDate], d.[CloseDate], d.[DocState], d.[RepairKind],
            d.[SumWorks], d.[SumParts], d.[SumTotal], d.[PayerKind], d.[SaleDate], d.[SalePrice], d.[PolicyKind], d.[PolicyNo],
            d.[PolicyEnd], d.[Insurer], d.[NextServiceDate], d.[ManagerExtId], d.[ManagerName], d.[IsDeleted], d.[ChangedAt1C]
    );
END');
