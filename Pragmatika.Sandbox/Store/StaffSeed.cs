namespace Pragmatika.Sandbox.Store;

/// <summary>The people and departments of an invented dealer group.</summary>
public static class StaffSeed
{
    public static readonly PortalDepartment[] Departments =
    [
        new(1, "Дилерская группа «Северный ход»", 0, 1),
        new(2, "Отдел продаж", 1, 2),
        new(3, "Сервис", 1, 5),
        new(4, "Автомобили с пробегом", 1, 8),
        new(5, "Страхование и кредитование", 1, 10),
        new(6, "Маркетинг и колл-центр", 1, 11),
    ];

    public static readonly PortalUser[] Users =
    [
        new(1, "Алексей", "Северцев", "Игоревич", "M", "a.severtsev@example.com", "Администратор портала", [1]),
        new(2, "Ирина", "Лоскутова", "Павловна", "F", "i.loskutova@example.com", "Руководитель отдела продаж", [2]),
        new(3, "Дмитрий", "Порошин", "Олегович", "M", "d.poroshin@example.com", "Менеджер по продажам LADA", [2]),
        new(4, "Кирилл", "Вересов", "Андреевич", "M", "k.veresov@example.com", "Менеджер по продажам KIA", [2]),
        new(5, "Михаил", "Заозёрный", "Петрович", "M", "m.zaozyorny@example.com", "Руководитель сервиса", [3]),
        new(6, "Ольга", "Тропинина", "Сергеевна", "F", "o.tropinina@example.com", "Мастер-консультант", [3]),
        new(7, "Егор", "Плёсов", "Николаевич", "M", "e.plyosov@example.com", "Мастер-консультант", [3]),
        new(8, "Антон", "Кряжев", "Викторович", "M", "a.kryazhev@example.com", "Руководитель отдела автомобилей с пробегом", [4]),
        new(9, "Полина", "Заревская", "Максимовна", "F", "p.zarevskaya@example.com", "Специалист по оценке", [4]),
        new(10, "Наталья", "Брусникина", "Юрьевна", "F", "n.brusnikina@example.com", "Специалист по страхованию", [5]),
        new(11, "Виктория", "Ладожская", "Романовна", "F", "v.ladozhskaya@example.com", "Маркетолог", [6]),
        new(12, "Светлана", "Онежская", "Ильинична", "F", "s.onezhskaya@example.com", "Оператор колл-центра", [6]),
        new(13, "Григорий", "Полярин", "Степанович", "M", "g.polyarin@example.com", "Оператор колл-центра", [6]) { IsActive = false },
    ];
}
