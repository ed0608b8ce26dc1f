# code: T-EXPIRED
# title: a token of this morning stands in the kubeconfig
# doctor: --cluster-name eks-cluster --region ap-northeast-2
# remedy: yes
# by: self
plant() { edit_kubeconfig --arg token "$(old_token 240)" '.users[].user = {token: $token}'; }
