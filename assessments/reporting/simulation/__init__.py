"""People who never were, with years of rounds behind them: to see how the board bears a country. From a seed, always the same."""
