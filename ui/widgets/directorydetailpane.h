#pragma once

#include "ui/models/directorydetail.h"

#include <QWidget>

#include <optional>

class QAction;
class QScrollArea;
class QStackedWidget;
class QVBoxLayout;

namespace hw::widgets {

class EmptyState;
class Theme;

/// The panel beside the Directory's table: what belongs to the selected row, and where it leads.
class DirectoryDetailPane final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DirectoryDetailPane)

public:
    /// The actions stand in the panel's header.
    DirectoryDetailPane(const Theme& theme, QAction& copyId, QAction& deleteRow, QWidget* parent = nullptr);

    void setDetail(const models::DirectoryDetail& detail);
    void clear();
    [[nodiscard]] const std::optional<models::DirectoryDetail>& detail() const { return m_detail; }

Q_SIGNALS:
    void linkActivated(const hw::models::DirectoryLink& link);
    void eventWanted(const QString& eventId);
    void copyWanted(const QString& text, const QString& what);

private:
    class Header;

    void rebuild();
    QWidget* sectionTitle(const models::DirectorySection& section, int above);
    void addSection(const models::DirectorySection& section);
    template<class Row>
    Row* leadTo(Row* row, const std::optional<models::DirectoryLink>& link);

    const Theme& m_theme;
    std::optional<models::DirectoryDetail> m_detail;
    Header* m_header;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    QWidget* m_content;
    QVBoxLayout* m_layout;
    QScrollArea* m_scroll;
};

} // namespace hw::widgets
