using Hall.Core.Configuration;

namespace Hall.Web.Surfaces.Kiosk;

/// <summary>The lines of a topic's picture on a field of 24 × 24; colour and width are the sheet's.</summary>
public static class TopicDrawing
{
    /// <summary>The path of a picture.</summary>
    public static string Of(TopicPicture picture) => picture switch
    {
        TopicPicture.Bill => "M5.500 3h13v18l-3.200-2-3.300 2-3.300-2-3.200 2zM12 6.800v6.400M8.800 10h6.400",
        TopicPicture.Medicine => "M8.500 3h7v3.500h-7zM7 6.500h10v14.500H7zM12 10v6M9 13h6",
        TopicPicture.Place => "M12 21.500s-7-6.300-7-11.700a7 7 0 0 1 14 0c0 5.400-7 11.700-7 11.700zM12 6.600V13M8.800 9.800h6.400",
        TopicPicture.Pram => "M12 3.500V12h8.500A8.500 8.500 0 0 0 12 3.500z"
            + "M3 8h2.300l1 4H20.500a6.200 6.200 0 0 1-6.200 5h-3A5.800 5.800 0 0 1 6.300 12"
            + Ring("8.100", "20", "1.400") + Ring("14.600", "20", "1.400"),
        TopicPicture.Elder => Ring("7.700", "4.800", "2.300")
            + "M10 9.500c-2.500.5-3.500 3-3.500 6H9V21h3.500v-8M12 11.500l3 2H19M18.500 13.500V21",
        TopicPicture.Face => "M3.500 8V3.500H8M16 3.500h4.500V8M20.500 16v4.500H16M8 20.500H3.500V16" + Ring("9.100", "9.700", "2.900")
            + "M7 17.300c.6-3.400 9.400-3.400 10 0",
        TopicPicture.Briefcase => "M3 7.500h18V20H3zM9 7.500V5.500A1.500 1.500 0 0 1 10.500 4h3A1.500 1.500 0 0 1 15 5.500v2M9 13.800h6",
        TopicPicture.Helmet => "M4.200 16.500a7.800 7.800 0 0 1 15.600 0M2.500 16.500h19v2.800h-19zM10 9V5.500h4V9",
        TopicPicture.Benefit => Ring("9", "6.500", "3") + "M3 14h3.500l3 1.500h4.500a1.500 1.500 0 0 1 0 3H9.500"
            + "M15.500 17l4-2.500a1.400 1.400 0 0 1 "
            + "1.500 2.400L15 21H8l-2-1.500H3",
        TopicPicture.Card => "M2.500 5h19v14h-19zM6 9h4.200v3.400H6zM6 16h5M15 16h3",
        TopicPicture.Coin => Ring("3", "12", "9") + "M8.300 7L12 12l3.700-5M12 12v5.500M9 12.500h6M9 15h6",
        TopicPicture.Printer => "M7 8V3.500h10V8"
            + "M7 17H4.500A1.500 1.500 0 0 1 3 15.500v-6A1.500 1.500 0 0 1 4.500 8h15A1.500 1.500 0 0 1 21 "
            + "9.500v6a1.500 1.500 0 0 1-1.500 1.500H17M7 13.500h10V21H7z",
        TopicPicture.Candle => "M9 20.500V11.500h6v9M6 20.500h12M12 11.500V9.500"
            + "M12 9.300c-2.300-1.500-1.200-4.300 0-6.300 1.200 2 2.300 4.800 0 6.300z",
        TopicPicture.Office => "M4 20.500V5.500l9-2.500v17.500M13 9.500h7v11M2.500 20.500h19M7.500 9h2M7.500 12.800h2"
            + "M7.500 16.500h2M16 13.500h1.500M16 17h1.500",
        TopicPicture.People => Ring("5.500", "8", "3") + "M2.500 19.500c.5-7 11.500-7 12 0M15.500 5.200a3 3 0 0 1 0 5.600"
            + "M17.500 13.800c2.500.7 3.800 2.600 4 5.700",
        TopicPicture.House => "M3 11.500L12 4l9 7.500M5.500 10v10.500h13V10M10 20.500v-6h4v6",
        TopicPicture.Car => "M3 16.500v-4l2-1 2-5h10l2 5 2 1v4z"
            + "M5 11.500h14" + Ring("5.500", "17", "1.800") + Ring("14.900", "17", "1.800"),
        _ => "M6 3h8.500L18 6.500V21H6zM9 10.500h6M9 13.800h6M9 17h4",
    };

    // A circle from its leftmost point.
    private static string Ring(string left, string middle, string radius)
    {
        var width = 2 * decimal.Parse(radius, System.Globalization.CultureInfo.InvariantCulture);
        return Invariant($"M{left} {middle}a{radius} {radius} 0 1 0 {width} 0a{radius} {radius} 0 1 0 -{width} 0");
    }
}
