# code: I-CLOCK
# title: this machine's clock is 20 minutes ahead of AWS's
# remedy: none a clock is set by whoever runs the machine, and the sandbox's is the one that is off
plant() { trouble clock=-20m; }
