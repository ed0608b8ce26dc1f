# code: K-NO-CONTEXT
# title: no context is current
# remedy: yes
# by: self
plant() { kubectl config unset current-context; }
