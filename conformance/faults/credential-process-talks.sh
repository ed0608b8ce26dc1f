# code: D-PROCESS-NONSENSE
# title: credential_process prints a greeting in front of its answer
# remedy: none what it prints is for its author to mend
start() { by_process; }
plant() { sed -i '1a echo "Welcome back!"' "$HOME/bin/my-keys"; }
