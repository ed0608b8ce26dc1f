# code: X-NOT-FOUND
# title: there is no AWS CLI, and the kubeconfig names it
# remedy: yes
# by: self
plant() { hide aws; }
