namespace Hall.Architecture.Tests.Code;

public sealed class ProjectTests
{
    [Fact]
    public void Read_AProjectFile_GivesItsAssemblyAndWhatItRefersTo()
    {
        var project = Project.Read("Hall.High", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><AssemblyName>high</AssemblyName></PropertyGroup>
              <ItemGroup><ProjectReference Include="..\Hall.Low\Hall.Low.csproj" /></ItemGroup>
            </Project>
            """);

        Assert.Equal(("high", "Hall.Low"), (project.AssemblyName, Assert.Single(project.References)));
    }

    [Fact]
    public void Read_NoNameForTheAssembly_IsTheProjects() => Assert.Equal("Hall.Low", Project.Read("Hall.Low", "<Project />").AssemblyName);
}
