Console.WriteLine("Pragmatika.Bench");
