# code: X-NOT-FOUND
# title: the plugin's command lies in a folder of another machine
# remedy: yes
# by: self
plant() { edit_kubeconfig '.users[].user.exec.command = "/opt/homebrew/bin/aws"'; }
