using System.Net;
using System.Net.Sockets;

namespace Pragmatika.Portal.Cli;

/// <summary>Finds loopback ports nobody listens on.</summary>
internal static class FreePort
{
    /// <summary>The first free one of <paramref name="count"/> ports, or null.</summary>
    public static int? From(int first, int count)
    {
        for (var port = first; port < first + count && port <= IPEndPoint.MaxPort; port++)
        {
            if (IsFree(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || IsFree(IPAddress.IPv6Loopback, port)))
            {
                return port;
            }
        }

        return null;
    }

    private static bool IsFree(IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return true;
        }
        catch (SocketException exception)
        {
            // No such address on this machine (IPv6 switched off) does not make the port taken.
            return exception.SocketErrorCode == SocketError.AddressNotAvailable;
        }
    }
}
