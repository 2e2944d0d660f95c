namespace Hall.Devices.Links;

/// <summary>
/// A printer's name that stays: what it leads to, a printer's file, a serial port or a plain file that collects the bytes, is known only
/// when
/// it is there.
/// </summary>
/// <param name="path">The name.</param>
/// <param name="file">The way to it as a printer's file.</param>
/// <param name="serial">The way to it as a serial port.</param>
public sealed class PrinterFileLink(string path, IDeviceLink file, IDeviceLink serial) : IDeviceLink
{
    private readonly FileLink _plain = new(path, FileUse.Write);

    public string Name => path;

    /// <inheritdoc/>
    public bool? IsThere => StableName.IsThere(path);

    /// <inheritdoc/>
    public Task<IDeviceConnection> OpenAsync(CancellationToken cancellationToken) =>
        (StableName.IsPrinter(path) ? file : StableName.IsPlainFile(path) ? _plain : serial).OpenAsync(cancellationToken);
}
