namespace WorkTracker;
public class Placeholder { [Fact] public void Builds() => true.ShouldBeTrue(); }
