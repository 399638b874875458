namespace WorkTracker.Api; public static class Program { public static void Main() {} }
