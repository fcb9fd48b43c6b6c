#pragma once

#include "core/script/debugsession.h"

#include <QAbstractItemModel>

#include <memory>
#include <vector>

namespace hw::models {

/// Variables of a stopped script as a tree that is read as it is opened.
class DebugVariablesModel final : public QAbstractItemModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DebugVariablesModel)

public:
    enum Column { Name, Value, ColumnCount };
    enum Role {
        TypeRole = Qt::UserRole, ///< QString, as script::Variable has it
        PathRole,                ///< "customer.items[0].id": an expression for it; empty where there is none
        ScopeRole,               ///< bool: a scope, not a variable
        ErrorRole,               ///< bool: the value is what went wrong
    };

    explicit DebugVariablesModel(QObject* parent = nullptr);
    ~DebugVariablesModel() override;

    struct Root
    {
        script::Variable variable;
        bool isScope = false;
        bool isError = false;
    };
    void setRoots(const std::vector<Root>& roots);
    void clear() { setRoots({}); }
    /// What was asked for by membersWanted(); a node that is gone is left alone.
    void setMembers(int variables, const script::Members& members);

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& index) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex& parent = {}) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void membersWanted(int variables);

private:
    struct Node;

    [[nodiscard]] Node* nodeOf(const QModelIndex& index) const;
    [[nodiscard]] QModelIndex indexOf(const Node& node) const;
    [[nodiscard]] Node* find(Node& from, int variables) const;
    [[nodiscard]] static QString pathOf(const Node& node);

    std::unique_ptr<Node> m_root;
};

} // namespace hw::models
