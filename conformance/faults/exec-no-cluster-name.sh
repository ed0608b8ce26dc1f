# code: X-NO-CLUSTER-NAME
# title: the plugin is called without a cluster name
# doctor: --cluster-name eks-cluster
# remedy: yes
# by: self
plant() { edit_kubeconfig '.users[].user.exec.args |= (index("--cluster-name") as $i | del(.[$i, $i + 1]))'; }
