# code: X-ARGS
# title: the plugin's subcommand is mistyped
# remedy: yes
# by: self
plant() { edit_kubeconfig '.users[].user.exec.args |= map(if . == "get-token" then "get-tokens" else . end)'; }
