# Copyright The Margrid Authors. SPDX-License-Identifier: Apache-2.0
"""Writes core/src/test/resources/golden/<model>.csv: every metric of the shipped models at their defaults.

An implementation of the models that shares nothing with Margrid but the default values, which it reads from the model
files: the formulas are written here again, over whole series, from the definitions of the models. Needs Python 3.11 and
NumPy. Run it after a default has changed:

    python3 core/src/test/python/golden.py

Values are printed with the shortest text that reads back to the same double. The order of the arithmetic is not
Margrid's, so compare with a relative tolerance of 1e-12, and the residuals of margin-bridge, 0 here, with 1e-15.
"""

import csv
import math
import re
from pathlib import Path

import numpy as np

CORE = Path(__file__).resolve().parents[2]
MODELS = CORE / "main/resources/io/margrid/core/models"
GOLDEN = CORE / "test/resources/golden"
NUMBER = r"-?[0-9.]+(?:[eE][-+]?[0-9]+)?"

np.seterr(divide="ignore", invalid="ignore")


class Defaults:
    """Periods and default values of one model file, the values as attributes."""

    def __init__(self, model):
        text = (MODELS / f"{model}.textproto").read_text()
        head = re.search(r"^periods: \[(.*?)\]", text, re.S | re.M)
        self.periods = re.findall(r'"(.*?)"', head[1]) if head else []
        for block in re.findall(r"^(?:parameters|constants) \{\n(.*?)^\}", text, re.S | re.M):
            name = re.search(r'name: "(.*?)"', block)[1]
            series = re.search(r"values: \[(.*?)\]", block, re.S)
            if series:
                value = np.array([float(v) for v in re.findall(NUMBER, series[1])])
                assert len(value) == len(self.periods), (model, name)
            else:
                value = float(re.search(rf"^  value: ({NUMBER})$", block, re.M)[1])
                value = np.full(len(self.periods), value) if self.periods else value
            setattr(self, name, value)


def lag(x, n, first=()):
    """x of n periods ago; `first` (oldest first) or NaN before the start."""
    start = np.array(first if len(first) else [math.nan] * n, dtype=float)
    return np.concatenate([start, x])[: len(x)]


def rolled(opening, flows, kept=None):
    """Balances that keep a part (all, if not said) of the one before and add a flow, with the opening one in front."""
    balances = [opening]
    for t, flow in enumerate(flows):
        balances.append(balances[-1] * (1 if kept is None else kept[t]) + flow)
    return np.array(balances)


def lab_arr(d):
    balances = rolled(d.opening_arr[0], d.net_new_arr)
    before, arr = balances[:-1], balances[1:]
    revenue = (before + arr) / 2 * d.period_years
    months = len(d.periods) == 28
    year, step = (12, "mom") if months else (4, "qoq")
    out = dict(arr=arr, revenue=revenue)
    out[f"arr_growth_{step}"] = arr / before - 1
    if months:
        out["arr_growth_qoq"] = arr / lag(balances, 2, [math.nan] * 2)[:-1] - 1
    out["arr_growth_yoy"] = arr / lag(balances, year - 1)[:-1] - 1
    for name, x in dict(net_new_arr=d.net_new_arr, revenue=revenue).items():
        out[f"{name}_growth_{step}"] = x / lag(x, 1) - 1
        out[f"{name}_growth_yoy"] = x / lag(x, year) - 1
    return out


def lab_segments(d):
    arr = {k: getattr(d, f"{k}_arr") for k in ("consumer", "team", "enterprise", "api")}
    total = np.sum(list(arr.values()), axis=0)
    out = dict(total_arr=total)
    for name, x in {**arr, "total": total}.items():
        base = lag(x, 4)
        out[f"{name}_arr_growth_yoy"] = np.where(base == 0, math.nan, x / base - 1)
    for name, x in arr.items():
        out[f"{name}_mix"] = x / total
        out[f"{name}_contribution_yoy"] = (x - lag(x, 4)) / lag(total, 4)
    return out


def subscriptions(d):
    balances = rolled(d.opening_subscribers[0], d.gross_adds, 1 - d.churn_rate)
    subscribers, average = balances[1:], (balances[1:] + balances[:-1]) / 2
    months, millions = d.months_per_period, 1e6
    revenue = average * d.price_per_month * months / millions
    free_users = average * d.free_users_per_subscriber
    paid = average * d.tokens_per_subscriber_month * months * d.cost_per_mtoken / millions
    free = free_users * d.tokens_per_free_user_month * months * d.cost_per_mtoken / millions
    return dict(
        subscribers=subscribers,
        average_subscribers=average,
        free_users=free_users,
        arr=subscribers * d.price_per_month * 12 / millions,
        revenue=revenue,
        paid_inference_cost=paid,
        free_inference_cost=free,
        gross_profit_before_free_users=revenue - paid,
        gross_profit=revenue - paid - free,
        gross_margin_before_free_users=(revenue - paid) / revenue,
        gross_margin=(revenue - paid - free) / revenue,
    )


def lab_pnl(d):
    paid = d.revenue * d.paid_inference_cost_ratio
    inference = d.revenue - paid - d.free_inference_cost
    gross = inference - d.distribution_cost
    before = gross - d.training_cost - d.operating_cost
    ebit = before - d.stock_compensation
    year = [math.nan] * 3 + [
        inference[t - 3 : t + 1].sum() / d.revenue[t - 3 : t + 1].sum() for t in range(3, len(d.periods))
    ]
    return dict(
        paid_inference_cost=paid,
        inference_gross_profit=inference,
        inference_gross_margin=inference / d.revenue,
        inference_gross_margin_ltm=np.array(year),
        gross_profit=gross,
        gross_margin=gross / d.revenue,
        ebit_before_stock_compensation=before,
        ebit_margin_before_stock_compensation=before / d.revenue,
        ebit=ebit,
        ebit_margin=ebit / d.revenue,
    )


def provider_mix(d):
    total = d.total_revenue
    ai = total * d.ai_share
    parts = dict(
        ai=ai,
        taas=ai * d.taas_share_of_ai,
        ai_iaas=ai * (1 - d.taas_share_of_ai),
        cpu_attach=total * d.cpu_attach_share,
        other=total - ai - total * d.cpu_attach_share,
    )
    out = {f"{k}_revenue": x for k, x in parts.items()}
    out["taas_share_of_total"] = parts["taas"] / total
    out["taas_run_rate"] = parts["taas"] / d.period_years
    for suffix, n in dict(qoq=1, yoy=4).items():
        for k, x in {**parts, "total": total}.items():
            out[f"{k}_revenue_growth_{suffix}"] = x / lag(x, n) - 1
        for k, x in parts.items():
            out[f"{k}_contribution_{suffix}"] = (x - lag(x, n)) / lag(total, n)
    return out


def margin_bridge(d):
    names = ("taas", "ai_iaas", "other")
    revenue, margin, gross = (
        np.array([getattr(d, f"{k}_{what}") for k in names]) for what in ("revenue", "ebit_margin", "gross_margin")
    )
    total, share = revenue.sum(axis=0), revenue / revenue.sum(axis=0)
    ebit, whole = (revenue * margin).sum(axis=0), (share * margin).sum(axis=0)
    profit = revenue * gross
    out = dict(total_revenue=total, ebit=ebit, ebit_margin=whole)
    out |= dict(gross_profit=profit.sum(axis=0), gross_margin=profit.sum(axis=0) / total)
    out |= {f"{k}_share": share[i] for i, k in enumerate(names)}
    out |= {f"{k}_gross_profit": profit[i] for i, k in enumerate(names)}
    for suffix, n in dict(qoq=1, yoy=4).items():
        rate, mix = [], []
        for i, k in enumerate(names):
            s, m = share[i], margin[i]
            rate.append((m - lag(m, n)) * (s + lag(s, n)) / 2)
            mix.append((s - lag(s, n)) * ((m + lag(m, n)) - (whole + lag(whole, n))) / 2)
            out[f"{k}_rate_effect_{suffix}"], out[f"{k}_mix_effect_{suffix}"] = rate[-1], mix[-1]
        change = whole - lag(whole, n)
        assert np.nanmax(np.abs(change - sum(rate) - sum(mix))) <= 1e-15
        out[f"ebit_margin_change_{suffix}"] = change
        out[f"rate_effect_{suffix}"], out[f"mix_effect_{suffix}"] = sum(rate), sum(mix)
        out[f"bridge_residual_{suffix}"] = 0 * change
        out[f"ebit_change_{suffix}"] = ebit - lag(ebit, n)
        out[f"ebit_change_from_revenue_{suffix}"] = lag(whole, n) * (total - lag(total, n))
        out[f"ebit_change_from_margin_{suffix}"] = change * total
        out[f"incremental_ebit_margin_{suffix}"] = (ebit - lag(ebit, n)) / (total - lag(total, n))
    step_up = profit.sum(axis=0) - lag(profit.sum(axis=0), 4)
    out["gross_profit_step_up_yoy"] = step_up
    for i, k in enumerate(names):
        out[f"{k}_share_of_gross_profit_step_up_yoy"] = (profit[i] - lag(profit[i], 4)) / step_up
    return out


def capacity(d):
    free = d.total_mw * (1 - d.internal_share) * (1 - d.committed_share)
    taas = free * d.taas_share_of_rest
    net = d.provider_net_revenue_per_mw
    blended = d.own_cost_per_mw * (1 - d.rented_share) + d.rented_cost_per_mw * d.rented_share
    return dict(
        free_mw=free,
        taas_mw=taas,
        taas_run_rate=taas * net,
        taas_revenue=taas * net * d.period_years,
        blended_cost_per_mw=blended,
        taas_ebit_margin=(net - blended) / net,
        renting_margin_cost=(blended - d.own_cost_per_mw) / net,
        mw_needed=d.arr_target / d.arr_per_mw,
    )


def taas_deal(provider_opex=6.5):
    """The deal at its defaults; the revenue of 26 is below both hurdles, which therefore do not enter."""
    revenue, share, fee = 26.0, 0.25, 7.5
    net = fee + share * revenue
    ebit = net - provider_opex
    alone = (fee - provider_opex) / fee
    return dict(
        used_revenue_per_mw=revenue,
        realised_revenue_per_mw=revenue,
        share_fee_per_mw=share * revenue,
        hurdle_fee_per_mw=0.0,
        provider_net_revenue_per_mw=net,
        provider_ebit_per_mw=ebit,
        provider_ebit_margin=ebit / net,
        lab_gross_margin_per_mw=revenue - net,
        lab_gross_margin=(revenue - net) / revenue,
        iaas_only_ebit_margin=alone,
        margin_uplift_over_iaas=ebit / net - alone,
        ebit_over_iaas_per_mw=ebit - (7.5 - provider_opex),
    )


def silicon_mix(d):
    s, q, a = d.custom_share, d.custom_throughput_ratio, d.price_performance_advantage
    mw_share = (s / q) / (s / q + 1 - s)
    index = (1 - s) + s / (1 + a)
    opex = d.accelerator_cost_per_mw * ((1 - mw_share) + mw_share * q / (1 + a)) + d.other_opex_per_mw
    deal, gpu = taas_deal(opex), taas_deal(d.accelerator_cost_per_mw + d.other_opex_per_mw)
    return deal | dict(
        custom_mw_share=mw_share,
        token_cost_index=index,
        opex_per_mw=opex,
        all_gpu_ebit_margin=gpu["provider_ebit_margin"],
        margin_uplift_over_gpu=deal["provider_ebit_margin"] - gpu["provider_ebit_margin"],
        accelerator_capex_saved=d.accelerator_capex * (1 - index),
    )


def segment_normalisation(d):
    training = -d.shared_training_cost * d.attribution_share
    life = d.depreciation - d.depreciation * d.reported_life / d.common_life
    both = d.reported_ebit + training + life
    ebit = dict(with_training=d.reported_ebit + training, common_life=d.reported_ebit + life, with_both=both)
    ebit["like_for_like"] = both - d.one_off_ebit
    lasting = d.reported_revenue - d.one_off_revenue
    reported = d.reported_ebit / d.reported_revenue
    out = dict(revenue_like_for_like=lasting, reported_ebit_margin=reported)
    for k, x in ebit.items():
        margin = x / (lasting if k == "like_for_like" else d.reported_revenue)
        out |= {f"ebit_{k}": x, f"ebit_margin_{k}": margin, f"ebit_margin_{k}_difference": margin - reported}
    return out


def vertical_roic(d):
    count = len(d.periods)
    life, opening_life = d.asset_life / d.period_years, d.opening_remaining_life / d.period_years
    age = np.subtract.outer(np.arange(count), np.arange(count))  # of the capex of a column in the period of a row
    weight = np.where(age >= 0, np.clip(life[:, None] - age, 0, 1), 0)
    depreciation = weight @ d.capex / life
    opening = d.opening_net_assets / opening_life * np.clip(opening_life - np.arange(count), 0, 1)
    ebit = d.ebitda - depreciation - opening
    assets = rolled(d.opening_net_assets[0], d.capex - depreciation - opening)
    nopat = ebit * (1 - d.tax_rate)
    return dict(
        life_periods=life,
        opening_periods=opening_life,
        depreciation=depreciation,
        opening_depreciation=opening,
        ebit=ebit,
        net_assets=assets[1:],
        nopat=nopat,
        roic=nopat / d.period_years / ((assets[1:] + assets[:-1]) / 2),
        mw_needed=d.revenue / d.period_years / d.arr_per_mw,
    )


def platform_exposure(d):
    deal = {k: np.full(len(d.periods), x) for k, x in taas_deal().items()}
    mw = d.taas_net_run_rate / deal["provider_net_revenue_per_mw"]
    gross = mw * deal["realised_revenue_per_mw"]
    return deal | dict(
        implied_mw=mw,
        gross_run_rate=gross,
        channel_share_of_lab_arr=gross / d.lab_total_arr,
        channel_margin_gap=deal["lab_gross_margin"] - d.lab_blended_gross_margin,
        revenue_at_risk=d.taas_net_run_rate * d.customer_share_on_lab,
        backlog_years=d.backlog_of_lab / d.annual_cloud_revenue,
    )


REFERENCE = {
    "lab-arr": lab_arr,
    "lab-arr-monthly": lab_arr,
    "lab-segments": lab_segments,
    "subscriptions": subscriptions,
    "lab-pnl": lab_pnl,
    "provider-mix": provider_mix,
    "margin-bridge": margin_bridge,
    "capacity": capacity,
    "silicon-mix": silicon_mix,
    "segment-normalisation": segment_normalisation,
    "vertical-roic": vertical_roic,
    "platform-exposure": platform_exposure,
}


def shown(value):
    return "NaN" if math.isnan(value) else repr(float(value))


def main():
    for model, reference in REFERENCE.items():
        defaults = Defaults(model)
        with open(GOLDEN / f"{model}.csv", "w", newline="") as file:
            rows = csv.writer(file, lineterminator="\n")
            rows.writerow(["metric", "period", "value"])
            for metric, values in reference(defaults).items():
                for period, value in zip(defaults.periods or [""], np.atleast_1d(values), strict=True):
                    rows.writerow([metric, period, shown(value)])


if __name__ == "__main__":
    main()
