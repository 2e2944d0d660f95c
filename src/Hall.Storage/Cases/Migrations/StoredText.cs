namespace Hall.Storage.Cases.Migrations
{
    /// <summary>What migrations read of stored cases and complaints: one that cannot be read gives nothing and never stops an upgrade.</summary>
    internal static class StoredText
    {
        /// <summary>SQL for a member of the column <c>Body</c>, null where that is no JSON.</summary>
        public static string Of(string path) => $"CASE WHEN json_valid(Body) THEN json_extract(Body, '{path}') END";
    }
}
