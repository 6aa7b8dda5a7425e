from itertools import combinations

outcomes = set()
for turns_of_a in combinations(range(4), 2):
    a, b = iter(["x = 1", "seen_by_a = y"]), iter(["y = 1", "seen_by_b = x"])
    world = {"x": 0, "y": 0}
    for turn in range(4):
        exec(next(a if turn in turns_of_a else b), world)
    outcomes.add((world["seen_by_a"], world["seen_by_b"]))

for seen_by_a, seen_by_b in sorted(outcomes):
    print(f"A sees {seen_by_a}, B sees {seen_by_b}")
