using System.Buffers;
using System.Text;

namespace Pragmatika.Sandbox.Wire;

/// <summary>Merges query and body into one set of parameters; on a clash the body wins. A body that comes with GET is ignored.</summary>
public static class RequestParameters
{
    public static async Task<PhpArray> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var parameters = new PhpArray(8);
        var query = request.QueryString.Value;
        if (query is { Length: > 1 })
        {
            FormParameters.Read(query.AsSpan(1), parameters);
        }

        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return parameters;
        }

        if (request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true)
        {
            await ReadMultipartAsync(request, parameters, cancellationToken);
            return parameters;
        }

        await ReadBodyAsync(request, parameters, cancellationToken);
        return parameters;
    }

    private static async Task ReadMultipartAsync(HttpRequest request, PhpArray parameters, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        foreach (var (key, values) in form)
        {
            foreach (var value in values)
            {
                FormParameters.Assign(parameters, key, PhpValue.Of(value ?? ""));
            }
        }
    }

    private static async Task ReadBodyAsync(HttpRequest request, PhpArray parameters, CancellationToken cancellationToken)
    {
        var reader = request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            if (!result.IsCompleted)
            {
                reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
                continue;
            }

            ReadWhole(request, result.Buffer, parameters);
            reader.AdvanceTo(result.Buffer.End);
            return;
        }
    }

    private static void ReadWhole(HttpRequest request, ReadOnlySequence<byte> body, PhpArray parameters)
    {
        if (body.IsEmpty)
        {
            return;
        }

        var rented = body.IsSingleSegment ? null : ArrayPool<byte>.Shared.Rent((int)body.Length);
        if (rented is not null)
        {
            body.CopyTo(rented);
        }

        var bytes = rented is null ? body.FirstSpan : rented.AsSpan(0, (int)body.Length);
        if (IsJson(request.ContentType, bytes))
        {
            foreach (var (key, value) in JsonParameters.Read(bytes))
            {
                parameters.Set(key, value);
            }
        }
        else
        {
            FormParameters.Read(Encoding.UTF8.GetString(bytes), parameters);
        }

        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static bool IsJson(string? contentType, ReadOnlySpan<byte> body) =>
        contentType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true
        || (contentType?.Contains("urlencoded", StringComparison.OrdinalIgnoreCase) != true && body.TrimStart(" \r\n\t"u8) is [(byte)'{', ..]);
}
