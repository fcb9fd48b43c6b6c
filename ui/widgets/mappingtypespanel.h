#pragma once

#include <QWidget>

#include <array>

class QLineEdit;
class QListView;

namespace hw::models {
class MappingPresenter;
}

namespace hw::widgets {

class Button;
class PanelHeader;
class Theme;
class TextToggle;
class ToolButton;

/// The left side of the Mapping view: event types and patterns, what becomes of them, and a field to add one.
class MappingTypesPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MappingTypesPanel)

public:
    MappingTypesPanel(const Theme& theme, models::MappingPresenter& presenter, QWidget* parent = nullptr);

    [[nodiscard]] QListView& list() { return *m_list; }
    void focusFilter();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refreshCounts();
    void showSelected();
    void applyFilter();
    void startAdding();
    void stopAdding();
    void refreshMaker();

    const Theme& m_theme;
    models::MappingPresenter& m_presenter;
    PanelHeader* m_header;
    QLineEdit* m_filter;
    std::array<TextToggle*, 3> m_shows;
    QListView* m_list;
    ToolButton* m_add;
    Button* m_make; ///< types of a name: "Add table…"
    QLineEdit* m_name;
};

} // namespace hw::widgets
