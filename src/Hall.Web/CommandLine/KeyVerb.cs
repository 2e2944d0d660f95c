using System.CommandLine;
using Hall.Storage.Hosting;
using Hall.Storage.Keys;

namespace Hall.Web.CommandLine;

/// <summary><c>hall key</c>: makes, lists and revokes keys, also beside a running hub.</summary>
public static class KeyVerb
{
    /// <summary>Makes the verb.</summary>
    public static Command Create() => new("key", "Keys for devices and other programs.") { CreateOne(), ListAll(), RevokeOne() };

    private static Command CreateOne()
    {
        var name = new Option<string>("--name") { Description = "What the key is called.", Required = true };
        var role = new Option<string>("--role") { Description = $"What it may do: {string.Join(", ", KeyRole.All)}.", Required = true };
        var counter = new Option<string?>("--counter") { Description = "The only counter it may act at." };
        var kiosk = new Option<string?>("--kiosk") { Description = "The only kiosk it issues for." };
        var (data, demo) = (CommonOptions.Data(), CommonOptions.Demo());
        var command = new Command("create", "Prints a new key, once.") { name, role, counter, kiosk, data, demo };
        command.SetAction(parsed => Run(parsed.GetValue(data), parsed.GetValue(demo), store => Console.Out.WriteLine(
            store.Create(parsed.GetValue(name)!, parsed.GetValue(role)!, parsed.GetValue(counter), parsed.GetValue(kiosk)))));
        return command;
    }

    private static Command ListAll()
    {
        var (data, demo) = (CommonOptions.Data(), CommonOptions.Demo());
        var command = new Command("list", "Shows the keys, without the keys themselves.") { data, demo };
        command.SetAction(parsed => Run(parsed.GetValue(data), parsed.GetValue(demo), store =>
        {
            foreach (var key in store.List())
            {
                var state = key.RevokedAt is { } at ? $"revoked {at:O}" : "valid";
                Console.Out.WriteLine($"{key.Name}\t{key.Role}\t{key.Counter ?? "-"}\t{key.Kiosk ?? "-"}\t{key.CreatedAt:O}\t{state}");
            }

            foreach (var unreadable in store.Rows.AsideIn(KeyStore.Store))
            {
                Console.Error.WriteLine($"{unreadable} cannot be read and opens nothing; revoke it and make a new one.");
            }
        }));
        return command;
    }

    private static Command RevokeOne()
    {
        var name = new Argument<string>("NAME") { Description = "What the key is called." };
        var (data, demo) = (CommonOptions.Data(), CommonOptions.Demo());
        var command = new Command("revoke", "Takes a key out of use.") { name, data, demo };
        command.SetAction(parsed => Run(parsed.GetValue(data), parsed.GetValue(demo), store => store.Revoke(parsed.GetValue(name)!)));
        return command;
    }

    private static int Run(string? data, bool demo, Action<KeyStore> act)
    {
        try
        {
            act(new KeyStore(DataFolder.Resolve(data, demo), TimeProvider.System));
            return 0;
        }
        catch (KeyRefusedException refused)
        {
            Console.Error.WriteLine(refused.Message);
            return 1;
        }
    }
}
