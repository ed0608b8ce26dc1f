# code: K-KUBECONFIG-MISSING
# title: KUBECONFIG has a ~ in quotes, which kubectl takes for a folder's name
# remedy: yes
# by: self
plant() { export KUBECONFIG='~/.kube/config'; }
