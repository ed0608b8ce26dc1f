# code: K-OTHER-LOGIN
# title: a token stands beside the plugin, and wins
# remedy: yes
# by: self
plant() { edit_kubeconfig --arg token "$(old_token 90)" '.users[].user.token = $token'; }
