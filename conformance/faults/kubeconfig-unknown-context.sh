# code: K-UNKNOWN-CONTEXT
# title: the current context is one that was renamed
# remedy: yes
# by: self
plant() { sed -i 's/^current-context: .*/current-context: eks-cluster-old/' "$HOME/.kube/config"; }
