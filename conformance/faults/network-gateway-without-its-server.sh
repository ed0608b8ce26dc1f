# code: N-FAILS
# title: a gateway before the API server has lost it, and answers 502
# stand-in: the gateway
# remedy: none to lead it to the API server again is for whoever runs the gateway
start() { behind_gateway; }
plant() { printf '127.0.0.1:%s\n' "$(closed_port)" >"$SCRATCH/server"; }
