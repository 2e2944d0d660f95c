using Hall.Web.Security;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Hall.Web.Tests.Security;

public sealed class ProtectionTests(HubFixture hub) : IClassFixture<HubFixture>
{
    [Fact]
    public void Keys_AfterFirstUse_LieInTheDataFolderForItsOwnerOnly()
    {
        var sealed_ = hub.App.Services.GetDataProtector("test").Protect("word");

        var folder = Path.Combine(hub.Folder, Protection.Folder);
        Assert.NotEmpty(Directory.GetFiles(folder, "key-*.xml"));
        Assert.Equal("word", Elsewhere(folder).CreateProtector("test").Unprotect(sealed_));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        }
    }

    // The same folder under another content root: only a name that is fixed reads it.
    private static IDataProtectionProvider Elsewhere(string folder) =>
        DataProtectionProvider.Create(new DirectoryInfo(folder), setup => setup.SetApplicationName("hall"));
}
