using MudBlazor;

namespace Hall.Web.Surfaces.Staff;

/// <summary>Dialogs that ask, and the short word that something was done.</summary>
public static class StaffDialogs
{
    private static readonly DialogOptions Looks = new()
    {
        MaxWidth = MaxWidth.ExtraSmall, FullWidth = true, CloseOnEscapeKey = true, BackdropClick = false,
    };

    /// <summary>Asks whether something shall be done.</summary>
    /// <returns>Whether it shall.</returns>
    public static async Task<bool> AskAsync(this IDialogService dialogs, Question question)
    {
        DialogParameters<QuestionDialog> parameters = new() { { dialog => dialog.Question, question } };
        var dialog = await dialogs.ShowAsync<QuestionDialog>(null, parameters, Looks);
        return await dialog.Result is { Canceled: false };
    }

    /// <summary>Shows a dialog with fields of its own.</summary>
    /// <returns>What it was closed with; null when it was cancelled.</returns>
    public static async Task<T?> AskForAsync<TDialog, T>(this IDialogService dialogs, DialogParameters<TDialog> parameters)
        where TDialog : Microsoft.AspNetCore.Components.IComponent
        where T : class
    {
        var dialog = await dialogs.ShowAsync<TDialog>(null, parameters, Looks);
        return await dialog.Result is { Canceled: false, Data: T given } ? given : null;
    }

    /// <summary>Says at the edge of the page that something was done; a refusal stands on the page itself until it is mended.</summary>
    public static void SayDone(this ISnackbar edge, string said) => edge.Add(said, Severity.Success);
}
