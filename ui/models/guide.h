#pragma once

#include "core/catalog/catalog.h"
#include "ui/models/guidepage.h"
#include "ui/models/history.h"

#include <QCoreApplication>

#include <vector>

namespace hw::models {

struct KeyValue;

/// The guide: the pages of resources/guide, a page of each provider made from the catalogue, and references made from
/// the tables that the program itself works by. All of it is here; nothing is fetched.
class Guide final
{
    Q_DECLARE_TR_FUNCTIONS(hw::models::Guide)

public:
    /// What a search found.
    struct Hit
    {
        QString page;
        QString anchor;  ///< the heading under which it stands; empty = the page's beginning
        QString title;   ///< of the page
        QString heading; ///< its text; empty = none

        friend bool operator==(const Hit&, const Hit&) = default;
    };

    /// `origin`: where the listener is ("http://127.0.0.1:4400"), for the commands of the set-up. `shortcuts`: keys and
    /// what they do.
    Guide(const catalog::Catalog& catalog, const QString& origin, const std::vector<KeyValue>& shortcuts);

    /// In the order of their groups.
    [[nodiscard]] const std::vector<GuidePage>& pages() const { return m_pages; }
    [[nodiscard]] const GuidePage* find(QStringView id) const;
    /// Those that have every word of the query, in any case, the best first; one for each page.
    [[nodiscard]] std::vector<Hit> search(const QString& query) const;

    /// The page about what the window shows: "provider-stripe", "troubleshooting#signature". `provider` is the key of
    /// the place's source.
    [[nodiscard]] static QString pageFor(const Location& location, const QString& provider);
    /// The id of the page about a provider.
    [[nodiscard]] static QString providerPage(const QString& provider);

private:
    std::vector<GuidePage> m_pages;
};

} // namespace hw::models
