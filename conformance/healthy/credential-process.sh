# title: credential_process gives the keys
start() { by_process; }
