#pragma once

#include <QString>

namespace hw::models {

/// What the sidebar leads to.
enum class PlaceKind {
    AllEvents,
    Source, ///< with the source's key
    Directory,
    Deliveries,
    Unrouted,
    Settings,
    NewSource, ///< setting up: with the source's key once there is one
    Welcome,   ///< the first start
};

struct Place
{
    PlaceKind kind = PlaceKind::AllEvents;
    QString source = {}; ///< key; only for PlaceKind::Source and NewSource

    friend bool operator==(const Place&, const Place&) = default;
};

} // namespace hw::models
