/// Every limit of the schema by name. The generated files hold the numbers.
public enum WireLimits {}
