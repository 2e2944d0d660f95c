using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Kiosk;

// From one page of the kiosk to the next, and back.
public sealed partial class KioskPage
{
    // Whoever writes is not alone with a sheet that goes away.
    private void Touch()
    {
        _touchedAt = Time.GetUtcNow();
        _complaining = _complaining is null ? null : _touchedAt;
    }

    private bool IsSecondTap() => _busy || Time.GetUtcNow() - _steppedAt < DoubleTap;

    private void GoTo(KioskStep step)
    {
        Visit.Step = step;
        Visit.Page = 0;
        _steppedAt = Time.GetUtcNow();
        Touch();
    }

    // For the next citizen: nothing of the one before stays.
    private void Restart()
    {
        StartAgain();
        _large = _low = _speech = false;
        ResetLanguage();
    }

    // The same citizen begins anew, in the same language and size.
    private void StartAgain()
    {
        Visit = new();
        _helpFailed = false;
        (_helpAsked, _complaining) = (null, null);
        GoTo(KioskStep.Start);
    }

    private void Back()
    {
        if (Visit is { Step: KioskStep.Start, IsAdding: true })
        {
            GoTo(KioskStep.Ticket);
            return;
        }

        var to = Visit.Step == KioskStep.Details ? Visit.CameFrom : KioskStep.Start;
        var page = to == KioskStep.Services ? Visit.Page : 0;
        GoTo(to);
        Visit.Page = page;
    }

    private void ChooseZone(ZoneCode zone)
    {
        if (!IsSecondTap())
        {
            (Visit.Zone, Visit.Topic) = (zone, null);
            GoTo(KioskStep.Services);
        }
    }

    private void ChooseTopic(KioskTopic topic)
    {
        if (!IsSecondTap())
        {
            (Visit.Zone, Visit.Topic) = (null, topic);
            GoTo(KioskStep.Services);
        }
    }

    private void TurnTo(int page)
    {
        Visit.Page = page;
        Touch();
    }

    private void OpenSearch()
    {
        if (!IsSecondTap())
        {
            GoTo(KioskStep.Search);
        }
    }

    private void Type(string query)
    {
        Visit.Query = query;
        Touch();
    }

    private async Task ChooseServiceAsync(Service service)
    {
        if (IsSecondTap())
        {
            return;
        }

        var page = Visit.Page;
        Visit.Service = service;
        Visit.CameFrom = Visit.Step;
        Visit.Forecast = null;
        Visit.Attempt = Guid.NewGuid().ToString("N");
        GoTo(KioskStep.Details);
        Visit.Page = page;
        await ForecastAsync();
    }

    private Task ChoosePriorityAsync(PriorityCode priority)
    {
        Visit.Priority = priority;
        Touch();
        return ForecastAsync();
    }

    private void AddAnother()
    {
        if (!IsSecondTap())
        {
            Visit.Query = "";
            GoTo(KioskStep.Start);
        }
    }

    private void ToggleLarge()
    {
        _large = !_large;
        Visit.Page = 0;
        Touch();
    }

    private void ToggleLow()
    {
        _low = !_low;
        Visit.Page = 0;
        Touch();
    }

    private void ToggleSpeech()
    {
        _speech = !_speech;
        Touch();
    }

    private void ToggleLanguage()
    {
        Language = Language == Words.English ? Words.Chinese : Words.English;
        Touch();
    }
}
