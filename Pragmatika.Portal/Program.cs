Console.WriteLine("Pragmatika.Portal");
