#pragma once

#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/base/jsonoutline.h"

#include <QAbstractItemModel>

#include <memory>
#include <optional>
#include <vector>

namespace hw::models {

/// A tree over a JSON value, made lazily: a node's rows come into being when the node is looked at, `chunk` at a time.
/// One column; the view's delegate paints key and value from the roles. A scalar root is one row without a key.
class JsonTreeModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Role {
        KeyRole = Qt::UserRole + 1, ///< QString: the member's name, or "[0]"; empty for a scalar root
        ValueRole,                  ///< QString: the value as it is shown: "\"text\"", "12", "{ 2 keys }"
        TypeRole,                   ///< int of json::Type
        PathRole,                   ///< QString: "data.object.items[0].id", as mappings spell it
        RawRole,                    ///< QString: the value to copy: text without quotes, numbers as written, else JSON
        TimeRole, ///< qint64: microseconds since 1970 where a number reads as a recent time; else invalid
    };
    static constexpr int chunk = 500;

    explicit JsonTreeModel(QObject* parent = nullptr);
    ~JsonTreeModel() override;

    /// Shows another value; null shows nothing.
    void setRoot(std::shared_ptr<const json::Value> root);
    /// Shows a large text through its outline: rows cost what they show, not what the text holds. Counts beyond
    /// `largestCount` are given as "more than", and find() looks at the rows that have been fetched.
    void setOutline(std::shared_ptr<json::Outline> outline);
    static constexpr qsizetype largestCount = 10000;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex& parent = {}) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

    /// The next place, in reading order after `from` (or from the start), whose key or value holds the text, any case.
    /// Wraps around once; fetches what it walks through. Invalid where nothing matches.
    [[nodiscard]] QModelIndex find(const QString& text, const QModelIndex& from);

    /// "name", or ["odd name"] where the name is no plain identifier; joined to the path of its parent.
    [[nodiscard]] static QString joinPath(const QString& parent, const QString& key);

private:
    struct Node;

    [[nodiscard]] Node* nodeOf(const QModelIndex& index) const;
    [[nodiscard]] QModelIndex indexOf(Node* node) const;
    [[nodiscard]] size_t memberCount(const Node& node) const;
    [[nodiscard]] QString valueText(const Node& node) const;
    [[nodiscard]] QString rawText(const Node& node) const;
    void grow(Node& node, size_t count);
    void showRoot();
    void ensureAllRows(Node* node);
    [[nodiscard]] Node* nextNode(Node* node);

    std::shared_ptr<const json::Value> m_value;
    std::shared_ptr<json::Outline> m_outline; ///< one of the two
    std::unique_ptr<Node> m_root;
};

} // namespace hw::models
