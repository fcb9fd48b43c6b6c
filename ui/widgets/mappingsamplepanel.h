#pragma once

#include <QWidget>

class QPlainTextEdit;
class QStackedWidget;

namespace hw::models {
class MappingPresenter;
}

namespace hw::widgets {

class ComboBox;
class EmptyState;
class Label;
class MappingTree;
class Theme;
class TextToggle;

/// The middle of the Mapping view: an event of the chosen type as a tree to click values in, or its body as it came.
class MappingSamplePanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MappingSamplePanel)

public:
    MappingSamplePanel(const Theme& theme, models::MappingPresenter& presenter, QWidget* parent = nullptr);

    [[nodiscard]] MappingTree& tree() { return *m_tree; }
    void showTree();

private:
    void refresh();
    void showRaw(bool raw);

    const Theme& m_theme;
    models::MappingPresenter& m_presenter;
    ComboBox* m_events;
    Label* m_hint;
    TextToggle* m_treeMode;
    TextToggle* m_rawMode;
    MappingTree* m_tree;
    QPlainTextEdit* m_raw;
    EmptyState* m_empty;
    QStackedWidget* m_stack;
    bool m_isRaw = false;
};

} // namespace hw::widgets
