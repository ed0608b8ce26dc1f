# code: I-CLOCK
# title: this machine's clock is 20 minutes ahead of AWS's
# remedy: elsewhere it sets the clock of a machine, and the one that is off is AWS's, in the sandbox
plant() { trouble clock=-20m; }
