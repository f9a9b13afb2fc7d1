"""The best tree with one root (Chu-Liu-Edmonds).   score (T, 1 + T) -> head (T), 0 the root"""
import numpy as np


def best_tree(score):
    head = arborescence(score)
    if (head == 0).sum() == 1:
        return head
    best, best_sum = head, -np.inf
    for root in np.argsort(-score[:, 0])[:8]:
        alone = score.copy()
        alone[:, 0] = -1e6
        alone[root, 0] = score[root, 0]
        found = arborescence(alone)
        total = score[np.arange(len(found)), found].sum()
        if (found == 0).sum() == 1 and total > best_sum:
            best, best_sum = found, total
    return best


def arborescence(score):
    """Greatest spanning arborescence from node 0."""
    n = len(score) + 1
    table = np.full((n, n), -1e9)   # table[head, dependent]
    table[:, 1:] = score.T
    np.fill_diagonal(table, -1e9)
    head = spread(table)
    return head[1:]


def spread(table):
    n = len(table)
    head = table.argmax(0)
    head[0] = 0
    cycle = find_cycle(head)
    if not cycle:
        return head
    inside = np.zeros(n, bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    kept = table[head[cycle], cycle]
    small = np.full((len(outside) + 1,) * 2, -1e9)
    small[:-1, :-1] = table[np.ix_(outside, outside)]
    enter = table[np.ix_(outside, cycle)] - kept
    leave = table[np.ix_(cycle, outside)]
    small[:-1, -1], small[-1, :-1] = enter.max(1), leave.max(0)
    small[:, 0] = -1e9
    found = spread(small)
    for i, o in enumerate(outside):
        if o != 0:
            head[o] = outside[found[i]] if found[i] < len(outside) else cycle[leave[:, i].argmax()]
    into = found[-1]
    broken = enter[into].argmax()
    head[cycle[broken]] = outside[into]
    return head


def find_cycle(head):
    state = np.zeros(len(head), int)
    for start in range(1, len(head)):
        path, at = [], start
        while at != 0 and state[at] == 0:
            state[at] = 1
            path.append(at)
            at = head[at]
        if at != 0 and state[at] == 1 and at in path:
            return path[path.index(at):]
        state[path] = 2
    return []
