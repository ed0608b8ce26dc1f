# code: D-PROCESS-FAILS
# title: the program of credential_process lost its right to be run
# remedy: yes
# by: self
start() { by_process; }
plant() { chmod 600 "$HOME/bin/my-keys"; }
