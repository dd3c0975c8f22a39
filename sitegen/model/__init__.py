"""The values that pass between stages: frozen, slotted, without behaviour beyond small derived answers."""
