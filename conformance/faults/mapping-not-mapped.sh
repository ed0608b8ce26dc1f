# code: M-NOT-MAPPED
# title: IAM knows the person, aws-auth has no line for them
# remedy: yes
# by: administrator
plant() { unmap; }
# Whoever is mapped and not bound is refused with another number: 403.
proof() { kubectl auth can-i --list >"$SCRATCH/out" 2>&1 || ! grep -q 'must be logged in' "$SCRATCH/out"; }
