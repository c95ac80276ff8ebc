Console.WriteLine("Pragmatika.Sandbox");
