#!/usr/bin/env bash
# MudBlazor 9.12.0, MudNumericField<decimal?> without Culture, page in ru-RU, "0,5" typed.
# Expected: 0.5 (the page's culture decides), or an error.  Seen: 5, silently. With Culture="CultureInfo.CurrentCulture" it is 0.5.
# Source: MudNumericField takes the invariant culture when none is given, where the comma is a group separator.
# Exits 0 while this is so, 1 when it has changed. Needs the .NET SDK 10 and a package feed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > seen.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk.Razor">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><StaticWebAssetsEnabled>false</StaticWebAssetsEnabled></PropertyGroup>
  <ItemGroup><FrameworkReference Include="Microsoft.AspNetCore.App" /><PackageReference Include="MudBlazor" Version="9.12.0" /><PackageReference Include="bunit" Version="2.15.2" /></ItemGroup>
</Project>
P
cat > Program.cs <<'P'
using System.Globalization;
using Bunit;
using MudBlazor;
using MudBlazor.Services;

CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ru-RU");
await using var context = new BunitContext();
context.JSInterop.Mode = JSRuntimeMode.Loose;
context.Services.AddMudServices();
decimal? bare = null, told = null;
context.Render<MudNumericField<decimal?>>(field => field.Add(f => f.ValueChanged, value => bare = value)).Find("input").Change("0,5");
context.Render<MudNumericField<decimal?>>(field => field.Add(f => f.ValueChanged, value => told = value).Add(f => f.Culture, CultureInfo.CurrentCulture)).Find("input").Change("0,5");
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"typed 0,5: without Culture {bare}, with Culture {told}"));
return bare == 5m && told == 0.5m ? 0 : 1;
P
dotnet run -v quiet
